using Grains.Agencies;
using Grains.Interfaces.Agencies;
using Grains.Interfaces.Dossiers;
using Grains.Tests.Catalogue;
using Shouldly;
using Xunit;

namespace Grains.Tests.Agencies;

/// <summary>What a board makes of its tally. Two ratings suffice here.</summary>
public sealed class TallyTests
{
    [Fact]
    public void Nothing_ended_gives_no_rate_rather_than_zero()
    {
        var rate = Figures(Tally.Zero with { Open = 5 }).OnTime;
        rate.ShouldBe(new OnTimeRate(null, 0, 0, "internal", "2026-03"));
    }

    [Fact]
    public void A_rate_carries_its_numerator_and_denominator()
    {
        Figures(Tally.Zero with { EndedOnTime = 3, EndedWithDue = 4 }).OnTime.ShouldBe(new OnTimeRate(0.75, 3, 4, "internal", "2026-03"));
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(1, null)]
    [InlineData(2, 0.5)]
    public void Satisfaction_is_hidden_below_the_minimum(int ratings, double? rate)
    {
        Figures(Tally.Zero with { Rated3 = ratings, Satisfied3 = ratings / 2 }).Satisfaction.ShouldBe(new SatisfactionRate(rate, ratings, 3, "2026-03"));
    }

    [Fact]
    public void Scales_are_never_added_up_and_the_one_with_more_ratings_is_shown()
    {
        var tally = Tally.Zero with { Rated3 = 10, Satisfied3 = 10, Rated5 = 20, Satisfied5 = 5 };
        Figures(tally).Satisfaction.ShouldBe(new SatisfactionRate(0.25, 20, 5, "2026-03"));
        Figures(tally with { Rated3 = 21 }).Satisfaction.Scale.ShouldBe(3);
    }

    [Theory]
    [InlineData(3, 1, false)]
    [InlineData(3, 2, true)]
    [InlineData(5, 3, false)]
    [InlineData(5, 4, true)]
    public void Satisfied_is_the_upper_two_levels(int scale, int value, bool satisfied)
    {
        new Rating(Days.Start, scale, value).IsSatisfied.ShouldBe(satisfied);
    }

    [Fact]
    public void A_sum_has_the_oldest_due_of_all()
    {
        var early = Tally.Zero with { OldestDue = Days.Start };
        var late = Tally.Zero with { OldestDue = Days.Start.AddDays(1) };
        Tallies.Sum([Tally.Zero, late, early, Tally.Zero]).OldestDue.ShouldBe(Days.Start);
        Tallies.Sum([Tally.Zero, Tally.Zero]).OldestDue.ShouldBeNull();
    }

    private static Figures Figures(Tally tally) => Tallies.ToFigures(tally, Office.Policy, "2026-03");
}
