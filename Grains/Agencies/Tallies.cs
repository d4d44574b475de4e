using Grains.Catalogue;
using Grains.Interfaces.Agencies;
using Grains.Interfaces.Catalogue;

namespace Grains.Agencies;

/// <summary>Adding tallies up, and what a board shows of them.</summary>
internal static class Tallies
{
    /// <summary>The live rule set: the end is the finishing, compared by instant with the due that was first to pass.</summary>
    public const string RuleSet = BuiltInRuleSets.Live;

    public static Tally Sum(IEnumerable<Tally> tallies) => tallies.Aggregate(Tally.Zero, Plus);

    public static Figures ToFigures(Tally tally, PolicyDocument policy, string period) => new()
    {
        Open = tally.Open,
        DueSoon = tally.DueSoon,
        Overdue = tally.Overdue,
        Paused = tally.Paused,
        NoDue = tally.NoDue,
        ReceivedToday = tally.ReceivedToday,
        EndedToday = tally.EndedToday,
        LateToday = tally.LateToday,
        OverdueAge = tally.OverdueAge,
        OnTime = OnTimeRate.Of(tally.EndedOnTime, tally.EndedWithDue, RuleSet, period),
        Satisfaction = Satisfaction(tally, policy.MinimumRatings, period),
        OldestDue = tally.OldestDue,
    };

    // One scale is shown, the one with more ratings: adding three levels to five would mean nothing.
    private static SatisfactionRate Satisfaction(Tally tally, int minimum, string period)
    {
        var (ratings, satisfied, scale) = tally.Rated5 > tally.Rated3
            ? (tally.Rated5, tally.Satisfied5, 5)
            : (tally.Rated3, tally.Satisfied3, 3);
        var rate = ratings == 0 || ratings < minimum ? (double?)null : (double)satisfied / ratings;
        return new SatisfactionRate(rate, ratings, scale, period);
    }

    private static Tally Plus(Tally a, Tally b) => new()
    {
        Open = a.Open + b.Open,
        DueSoon = a.DueSoon + b.DueSoon,
        Overdue = a.Overdue + b.Overdue,
        Paused = a.Paused + b.Paused,
        NoDue = a.NoDue + b.NoDue,
        ReceivedToday = a.ReceivedToday + b.ReceivedToday,
        EndedToday = a.EndedToday + b.EndedToday,
        LateToday = a.LateToday + b.LateToday,
        OverdueAge = Plus(a.OverdueAge, b.OverdueAge),
        EndedOnTime = a.EndedOnTime + b.EndedOnTime,
        EndedWithDue = a.EndedWithDue + b.EndedWithDue,
        Rated3 = a.Rated3 + b.Rated3,
        Satisfied3 = a.Satisfied3 + b.Satisfied3,
        Rated5 = a.Rated5 + b.Rated5,
        Satisfied5 = a.Satisfied5 + b.Satisfied5,
        OldestDue = a.OldestDue is null || b.OldestDue < a.OldestDue ? b.OldestDue ?? a.OldestDue : a.OldestDue,
    };

    private static OverdueAge Plus(OverdueAge a, OverdueAge b) =>
        new(a.D1 + b.D1, a.D3 + b.D3, a.D10 + b.D10, a.D30 + b.D30, a.More + b.More);
}
