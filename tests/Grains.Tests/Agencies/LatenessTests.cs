using Grains.Agencies;
using Grains.Interfaces.Dossiers;
using NodaTime;
using Shouldly;
using Xunit;

namespace Grains.Tests.Agencies;

/// <summary>How late an agency was with what time brings about.</summary>
public sealed class LatenessTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Due = Start.AddHours(2);

    private readonly List<TimeSpan> _late = [];
    private readonly AgencyIndex _index;

    public LatenessTests() => _index = new AgencyIndex("A", BoardDay.Of(Start, DateTimeZone.Utc), _late.Add);

    [Fact]
    public void A_dossier_that_time_makes_late_is_told_once_with_how_long_ago_that_was()
    {
        _index.Apply(Line(1), Start);
        _index.Advance(Due);
        _late.ShouldBeEmpty();
        _index.Advance(Due.AddTicks(1).AddSeconds(3));
        _index.Advance(Due.AddDays(2));
        _late.ShouldBe([TimeSpan.FromSeconds(3)]);
    }

    [Fact]
    public void It_is_told_though_another_turn_was_missed_too_or_a_line_comes_first()
    {
        _index.Apply(Line(1) with { DueSoonFrom = Due.AddHours(-1) }, Start);
        _index.Apply(Line(2) with { DueSoonFrom = Due.AddHours(-1) }, Due.AddTicks(1).AddSeconds(1));
        _late.ShouldBe([TimeSpan.FromSeconds(1)]);
    }

    [Fact]
    public void A_dossier_that_was_late_when_it_came_says_nothing_of_the_monitor()
    {
        _index.Apply(Line(1), Due.AddHours(1));
        _index.Advance(Due.AddHours(2));
        _late.ShouldBeEmpty();
    }

    [Fact]
    public void Where_it_was_only_received_it_is_not_told_a_second_time()
    {
        _index.Apply(Line(1) with { Agency = "B", Point = "A" }, Start);
        _index.Advance(Due.AddHours(1));
        _late.ShouldBeEmpty();
        _index.Competent.Report().Tally.Overdue.ShouldBe(0);
        _index.Reception.Report().Tally.Overdue.ShouldBe(1);
    }

    private static DossierLine Line(long version) => new()
    {
        Dossier = "D1", Version = version, State = PortalState.InProcess, Agency = "A", Point = "A", Received = Start.AddDays(-1),
        Due = Due, OverdueAfter = Due, Changed = Start,
    };
}
