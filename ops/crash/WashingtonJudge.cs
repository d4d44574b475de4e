using System.Globalization;

namespace Monitor.Crash;

/// <summary>The city's standing by agency against its rows and against the events; at the end, against the figures published for the file.</summary>
internal sealed class WashingtonJudge(Store store, PublishedFigures published) : IJudge
{
    private const string City = "DC";
    private readonly Boards _boards = new();

    public void Restarted() => _boards.Restarted();

    public async Task<Verdict> LookAsync(Api service, Recount recount)
    {
        var board = (await _boards.FrameAsync(service, City))["figures"]!;
        var (asOf, told) = await Standing.AskAsync(service);
        var seen = TimeProvider.System.GetTimestamp();
        var recounted = recount.Told.Where(events => events.Any(one => one.Type == "received"))
            .Select(events => (Received: events.First(one => one.Type == "received"), Ended: events.FirstOrDefault(one => one.Type == "finished")?.At))
            .Where(dossier => dossier.Received.At <= asOf)
            .GroupBy(dossier => dossier.Received.Agency!, dossier => Standing.Of(dossier.Received.Due, dossier.Ended, asOf))
            .ToDictionary(agency => agency.Key, Standing.Sum);
        var total = Standing.Sum(recounted.Values);
        var shown = (Number("open"), Number("overdue"), Number("noDue"));
        return new Verdict(
            seen,
            Unlike(told, store.Standing(asOf), "its rows") ?? Unlike(told, recounted, "its events")
            ?? (shown == (total.OpenOverdue + total.OpenInTime + total.OpenNoDue, total.OpenOverdue, total.OpenNoDue)
                ? null
                : $"board {City} shows {shown} open, overdue and undated, and its events say {total}"));

        long Number(string figure) => board[figure]!.GetValue<long>();
    }

    public async Task<string?> WrongAtTheEndAsync(Api service)
    {
        var (_, live) = await Standing.AskAsync(service);
        var (_, past) = await Standing.AskAsync(service, string.Create(CultureInfo.InvariantCulture, $"?asOf={published.AsOf:yyyy-MM-ddTHH:mm:ssZ}"));
        return WrongFigures(live) ?? WrongFigures(past);
    }

    private string? WrongFigures(Dictionary<string, Standing> told)
    {
        var total = Standing.Sum(told.Values);
        if (total != published.Total)
            return $"the city has {total}, and published is {published.Total}";
        foreach (var (agency, figures) in published.Agencies)
        {
            if (told.GetValueOrDefault(agency) with { OpenNoDue = 0, EndedNoDue = 0 } != figures)
                return $"{agency} has {told.GetValueOrDefault(agency)}, and published is {figures}";
        }

        return null;
    }

    private static string? Unlike(Dictionary<string, Standing> told, Dictionary<string, Standing> other, string what)
    {
        foreach (var agency in told.Keys.Union(other.Keys).Order(StringComparer.Ordinal))
        {
            if (told.GetValueOrDefault(agency) != other.GetValueOrDefault(agency))
                return $"the report on {agency} is not what {what} say: {told.GetValueOrDefault(agency)} and not {other.GetValueOrDefault(agency)}";
        }

        return null;
    }
}
