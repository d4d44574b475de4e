namespace Monitor.Crash;

/// <summary>Every office's own figures, recounted from events alone.</summary>
internal static class Counting
{
    /// <param name="isReception">By where a dossier was received; else by who is competent.</param>
    public static Dictionary<string, Figures> Of(IEnumerable<Fold> dossiers, bool isReception, Day day)
    {
        var offices = Offices.All.ToDictionary(office => office.Code, _ => new Figures());
        foreach (var dossier in dossiers)
            Add(offices[isReception ? dossier.Point : dossier.Agency], dossier, day);
        return offices;
    }

    private static void Add(Figures figures, Fold dossier, Day day)
    {
        if (dossier.Rating is { } rating && day.Month <= rating.At.UtcTicks && rating.At.UtcTicks < day.Tomorrow)
        {
            figures[$"rated{rating.Scale}"]++;
            // The two best levels of either scale.
            figures[$"satisfied{rating.Scale}"] += rating.Value >= rating.Scale - 1 ? 1 : 0;
        }

        if (dossier.IsDeclined)
            return;
        if (dossier.Ended is { } ended)
            AddEnded(figures, dossier, ended.UtcTicks, day);
        else
            AddOpen(figures, dossier, day.Now);
        if (day.Today <= dossier.Received.UtcTicks && dossier.Received.UtcTicks < day.Tomorrow)
            figures["receivedToday"]++;
    }

    private static void AddEnded(Figures figures, Fold dossier, long ended, Day day)
    {
        var isLate = dossier.LateAfter?.UtcTicks < ended;
        if (day.Today <= ended && ended < day.Tomorrow)
        {
            figures["endedToday"]++;
            figures["lateToday"] += isLate ? 1 : 0;
        }

        if (dossier.Due is null || ended < day.Month || ended >= day.Tomorrow)
            return;
        figures["endedWithDue"]++;
        figures["endedOnTime"] += isLate ? 0 : 1;
    }

    private static void AddOpen(Figures figures, Fold dossier, long now)
    {
        figures["open"]++;
        figures["noDue"] += dossier.Due is null ? 1 : 0;
        if (dossier.LateAfter is { } late && late.UtcTicks < now && dossier.IsLateInSpiteOfPause(late))
        {
            figures["overdue"]++;
            figures[Age(now - late.UtcTicks)]++;
            figures["oldestDue"] = figures["oldestDue"] == 0 ? late.UtcTicks : Math.Min(figures["oldestDue"], late.UtcTicks);
        }
        else if (dossier.IsPaused)
        {
            figures["paused"]++;
        }
        else if (dossier.Due?.UtcTicks - Offices.DueSoon.Ticks <= now)
        {
            figures["dueSoon"]++;
        }
    }

    private static string Age(long ticks) =>
        ticks <= TimeSpan.TicksPerDay ? "d1"
        : ticks <= 3 * TimeSpan.TicksPerDay ? "d3"
        : ticks <= 10 * TimeSpan.TicksPerDay ? "d10"
        : ticks <= 30 * TimeSpan.TicksPerDay ? "d30"
        : "more";
}
