using System.Collections.Immutable;
using Grains.Interfaces.Agencies;
using Grains.Interfaces.Dossiers;

namespace Grains.Tests.Agencies;

/// <summary>
/// Counts the newest lines one by one, by the words of <see cref="Figures"/>: the oracle for the index. "Today" and "this month" are UTC.
/// </summary>
internal static class Recount
{
    private static readonly int[] AgeDays = [1, 3, 10, 30];

    public static Tally Tally(IReadOnlyCollection<DossierLine> lines, DateTimeOffset now)
    {
        var overdue = lines.Where(line => IsOverdue(line, now)).ToList();
        var received = lines.Where(line => line.Received is not null).ToList();
        var endedToday = received.Where(line => line.Ended?.Date == now.Date).ToList();
        var endedWithDue = received.Where(line => line.Due is not null && IsThisMonth(line.Ended, now)).ToList();
        var ratings = lines.Where(line => IsThisMonth(line.Rating?.At, now)).Select(line => line.Rating!).ToList();
        return new Tally
        {
            Open = lines.Count(IsOpen),
            DueSoon = lines.Count(line => IsDueSoon(line, now)),
            Overdue = overdue.Count,
            Paused = lines.Count(line => IsOpen(line) && line.Paused && !IsOverdue(line, now)),
            NoDue = lines.Count(line => IsOpen(line) && line.Due is null),
            ReceivedToday = received.Count(line => line.Received!.Value.Date == now.Date),
            EndedToday = endedToday.Count,
            LateToday = endedToday.Count(line => line.EndedLate),
            OverdueAge = new OverdueAge(Aged(0), Aged(1), Aged(2), Aged(3), Aged(4)),
            EndedWithDue = endedWithDue.Count,
            EndedOnTime = endedWithDue.Count(line => !line.EndedLate),
            Rated3 = ratings.Count(rating => rating.Scale == 3),
            Satisfied3 = ratings.Count(rating => rating is { Scale: 3, Value: 2 or 3 }),
            Rated5 = ratings.Count(rating => rating.Scale == 5),
            Satisfied5 = ratings.Count(rating => rating is { Scale: 5, Value: 4 or 5 }),
            OldestDue = overdue.Min(line => line.OverdueAfter),
        };

        int Aged(int group) => overdue.Count(line => AgeDays.Count(days => now - line.OverdueAfter > TimeSpan.FromDays(days)) == group);
    }

    /// <summary>Every coming instant at which somebody becomes due soon or overdue, such that due soon changes by the difference of the two.</summary>
    public static ImmutableArray<Turn> Upcoming(IReadOnlyCollection<DossierLine> lines, DateTimeOffset now) =>
    [
        .. from at in Instants(lines).Where(at => at > now).Distinct().Order()
           let before = at.AddTicks(-1)
           let overdue = lines.Count(line => IsOverdue(line, at) && !IsOverdue(line, before))
           let dueSoon = lines.Count(line => IsDueSoon(line, at)) - lines.Count(line => IsDueSoon(line, before)) + overdue
           where (dueSoon, overdue) != (0, 0)
           select new Turn(at, dueSoon, overdue),
    ];

    /// <summary>The first instant after now at which a recount would give something else; null when none before <paramref name="end"/>.</summary>
    public static DateTimeOffset? NextChange(IReadOnlyCollection<DossierLine> lines, DateTimeOffset now, DateTimeOffset end)
    {
        var known = Tally(lines, now);
        return Instants(lines).Where(at => now < at && at < end).Order().Cast<DateTimeOffset?>().FirstOrDefault(at => Tally(lines, at!.Value) != known);
    }

    private static IEnumerable<DateTimeOffset> Instants(IEnumerable<DossierLine> lines) => lines.SelectMany(line => new[]
    {
        line.DueSoonFrom, line.OverdueAfter?.AddTicks(1), After(line, 1), After(line, 3), After(line, 10), After(line, 30),
    }).OfType<DateTimeOffset>();

    private static DateTimeOffset? After(DossierLine line, int days) => line.OverdueAfter?.AddDays(days).AddTicks(1);

    private static bool IsOpen(DossierLine line) => line.Received is not null && line.Ended is null;

    private static bool IsOverdue(DossierLine line, DateTimeOffset now) => IsOpen(line) && now > line.OverdueAfter;

    private static bool IsDueSoon(DossierLine line, DateTimeOffset now) => IsOpen(line) && !line.Paused && now >= line.DueSoonFrom && !IsOverdue(line, now);

    private static bool IsThisMonth(DateTimeOffset? at, DateTimeOffset now) => at is { } then && (then.Year, then.Month) == (now.Year, now.Month) && then.Date <= now.Date;
}
