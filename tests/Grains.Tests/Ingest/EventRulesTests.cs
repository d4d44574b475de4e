using Grains.Ingest;
using Grains.Interfaces.Catalogue;
using Grains.Interfaces.Dossiers;
using Grains.Tests.Catalogue;
using Grains.Tests.Dossiers;
using Shouldly;
using Xunit;

namespace Grains.Tests.Ingest;

/// <summary>What the catalogue and the clock say against an event.</summary>
public sealed class EventRulesTests
{
    private static readonly DateTimeOffset Now = ADossier.At("03-02 08:00");

    private static readonly DossierEvent Received = new()
    {
        Id = "e1", Source = "igate", Dossier = "D1", Type = EventType.Received, At = Now, Agency = Office.Department, Procedure = "five-days",
    };

    [Theory]
    [InlineData(0, null)]
    [InlineData(1, "in-the-future")]
    public void A_source_s_clock_may_run_five_minutes_ahead(int ticks, string? code) =>
        CodeOf(Received with { At = Now.AddMinutes(5).AddTicks(ticks) }).ShouldBe(code);

    [Fact]
    public void What_is_known_passes() => CodeOf(Received with { Point = Office.Hall }).ShouldBeNull();

    [Fact]
    public void An_unknown_agency_is_refused_by_its_field()
    {
        var refusal = EventRules.Check(Received with { Agency = "nobody" }, Now, Office.Reference).ShouldNotBeNull();
        (refusal.Code, refusal.Field).ShouldBe(("unknown-agency", "agency"));
        EventRules.Check(Received with { Point = "nowhere" }, Now, Office.Reference)!.Field.ShouldBe("point");
        CodeOf(Received with { Type = EventType.Transferred, Agency = "nobody" }).ShouldBe("unknown-agency");
    }

    [Fact]
    public void An_unknown_procedure_is_refused_unless_something_else_says_how_long_it_may_take()
    {
        var unknown = Received with { Procedure = "unknown" };
        CodeOf(unknown).ShouldBe("unknown-procedure");
        CodeOf(unknown with { Procedure = null }).ShouldBe("unknown-procedure");
        CodeOf(unknown with { Due = Now.AddDays(5) }).ShouldBeNull();
        CodeOf(unknown with { Units = new Allowance(AllowanceUnit.Hours, 8) }).ShouldBeNull();
        CodeOf(unknown with { Agency = Office.Commune }).ShouldBeNull("its catalogue is open");
        CodeOf(unknown with { Type = EventType.Step }).ShouldBeNull("only a reception needs one");
    }

    private static string? CodeOf(DossierEvent told) => EventRules.Check(told, Now, Office.Reference)?.Code;
}
