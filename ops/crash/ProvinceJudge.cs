using System.Text.Json.Nodes;

namespace Monitor.Crash;

/// <summary>Every figure of every board of the province, against its rows and against the events.</summary>
internal sealed class ProvinceJudge(Store store) : IJudge
{
    private const int PagesALook = 12;
    private readonly Boards _boards = new();

    // Which pages are looked at does not matter to what is told.
    private readonly Random _random = new(1);

    public void Restarted() => _boards.Restarted();

    public async Task<Verdict> LookAsync(Api service, Recount recount)
    {
        var frames = new List<(string Office, JsonNode Frame)>();
        foreach (var (office, _) in Offices.All)
            frames.Add((office, await _boards.FrameAsync(service, office)));
        var seen = TimeProvider.System.GetTimestamp();

        var wrong = new List<string>();
        foreach (var (office, frame) in frames)
        {
            var day = Day.At(Figures.Ticks(frame["asOf"]!.GetValue<string>()));
            var board = Figures.OfBoard(frame["figures"]!);
            var isReception = Offices.Points.Contains(office);
            if (board.Unlike(Sum(store.Figures(isReception, day), office)) is { Length: > 0 } rows)
                wrong.Add($"board {office} is not what its rows say: {rows}");
            if (board.Unlike(Sum(Counting.Of(recount.Dossiers, isReception, day), office)) is { Length: > 0 } events)
                wrong.Add($"board {office} is not what its events say: {events}");
            if (office == Offices.Group && store.LateInSilence(day.Now - TimeSpan.TicksPerHour) is > 0 and var silent)
                wrong.Add($"{silent} dossiers have been late for an hour without an alert");
        }

        var dossiers = recount.Dossiers.ToArray();
        foreach (var dossier in dossiers.Length == 0 ? [] : _random.GetItems(dossiers, PagesALook))
        {
            if (await DossierPage.WrongAsync(service, dossier) is { } page)
                wrong.Add(page);
        }

        if (store.RaisedByBackfill() is > 0 and var raised)
            wrong.Add($"{raised} alerts were raised by what was filled in");
        return new Verdict(seen, wrong.Count == 0 ? null : string.Join("; ", wrong));
    }

    public Task<string?> WrongAtTheEndAsync(Api service) => Task.FromResult<string?>(null);

    private static Figures Sum(Dictionary<string, Figures> offices, string office) =>
        Figures.Sum(Offices.Branch(office).Select(below => offices[below])).Shown();
}
