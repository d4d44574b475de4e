using System.Text.Json.Nodes;

namespace Monitor.Crash;

/// <summary>
/// What must hold whenever the program is ready and nobody sends. What is committed is judged at once; boards, which count what is
/// committed, may take a moment, and the moment is measured.
/// </summary>
internal sealed class Examination(Store store, Ledger ledger)
{
    // Well under the 30 s after which a board would find by itself what it had not been told.
    private static readonly TimeSpan BoardsWithin = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);
    private readonly Dictionary<string, (string Epoch, long Sequence)> _frames = [];
    private readonly HashSet<string> _epochs = [];
    private Dictionary<string, long> _versions = [];
    private Dictionary<string, AlertRow> _alerts = [];

    /// <summary>How often everything was looked at and held.</summary>
    public int Looks { get; private set; }

    /// <summary>Events in the database at the newest look.</summary>
    public int Stored { get; private set; }

    /// <summary>A new process: its frames must say so.</summary>
    public void Restarted() => _frames.Clear();

    /// <returns>How long the boards took to be right.</returns>
    /// <exception cref="BrokenPromiseException">Something does not hold.</exception>
    public async Task<TimeSpan> HoldAsync(Service service)
    {
        var events = store.Events();
        ExamineEvents(events);
        ExamineRefused();
        ExamineAlerts();
        ExamineVersions();
        var dossiers = events.GroupBy(told => told.Dossier).Select(Fold.Of).OfType<Fold>().ToList();
        await ExamineCountsAsync(service, events.Count);
        for (var begin = TimeProvider.System.GetTimestamp(); ;)
        {
            var frames = await FramesAsync(service);
            var took = TimeProvider.System.GetElapsedTime(begin);
            if (Wrong(frames, dossiers) is not { } wrong)
            {
                (Looks, Stored) = (Looks + 1, events.Count);
                return took;
            }

            if (took > BoardsWithin)
                throw new BrokenPromiseException($"After {took.TotalSeconds:0} s: {wrong}");
            await Task.Delay(Pause, TimeProvider.System);
        }
    }

    private void ExamineEvents(List<Told> events)
    {
        var there = new Dictionary<(string, string), Told>(events.Count);
        foreach (var told in events)
        {
            if (!there.TryAdd(told.Key, told))
                throw new BrokenPromiseException($"{told.Key} is there twice");
            if (!ledger.Sent.TryGetValue(told.Key, out var sent))
                throw new BrokenPromiseException($"{told.Key} is there and was never sent");
            if (sent != told)
                throw new BrokenPromiseException($"{told.Key} is not what was sent: {told} and not {sent}");
        }

        var lost = ledger.Answered.Where(answered => answered.Value != "unknown-agency" && !there.ContainsKey(answered.Key)).ToList();
        if (lost.Count > 0)
            throw new BrokenPromiseException($"{lost.Count} acknowledged events are not there, such as {lost[0].Key}");
    }

    private void ExamineRefused()
    {
        var there = store.Refused();
        if (there.Count != there.Distinct().Count())
            throw new BrokenPromiseException("A refused event is kept twice");
        var missing = ledger.Answered.Where(answered => answered.Value is not null)
            .Select(answered => (answered.Key.Source, answered.Key.Id, answered.Value!)).Except(there).ToList();
        if (missing.Count > 0)
            throw new BrokenPromiseException($"{missing.Count} refused events are not kept, such as {missing[0]}");
        var counted = store.Count("SELECT CAST(coalesce(sum(events), 0) AS bigint) FROM refused_code");
        if (counted != there.Count)
            throw new BrokenPromiseException($"{counted} refused events are counted, and {there.Count} are there");
    }

    // One row a rung is the table's key. Raised again it may only be after its cause went away, which is a version of its own.
    private void ExamineAlerts()
    {
        var alerts = store.Alerts();
        foreach (var (key, was) in _alerts)
        {
            var now = alerts.GetValueOrDefault(key) ?? throw new BrokenPromiseException($"Alert {key} is gone");
            if (now.Version < was.Version || (now.Version == was.Version && now != was))
                throw new BrokenPromiseException($"Alert {key} was {was} and is {now}");
            if (now.RaisedAt != was.RaisedAt && now.Version < was.Version + (was.State == 4 ? 1 : 2))
                throw new BrokenPromiseException($"Alert {key} was raised twice: {was} and {now}");
        }

        foreach (var (key, (version, by)) in ledger.Acknowledged)
        {
            if (alerts.GetValueOrDefault(key) is not { } now || now.Version < version
                || (now.Version == version && (now.State != 2 || !now.Body.Contains($"\"{by}\"", StringComparison.Ordinal))))
                throw new BrokenPromiseException($"Alert {key} was taken by {by} at version {version} and is {alerts.GetValueOrDefault(key)}");
        }

        _alerts = alerts;
    }

    private void ExamineVersions()
    {
        var versions = store.Versions();
        foreach (var (dossier, was) in _versions)
        {
            if (versions.GetValueOrDefault(dossier) < was)
                throw new BrokenPromiseException($"Dossier {dossier} was at version {was} and is at {versions.GetValueOrDefault(dossier)}");
        }

        _versions = versions;
    }

    private async Task ExamineCountsAsync(Service service, int events)
    {
        var counts = (await service.GetAsync("about"))["counts"]!;
        var refused = store.Count("SELECT count(*) FROM refused_event");
        var told = (counts["dossiers"]!.GetValue<long>(), counts["events"]!.GetValue<long>(), counts["refused"]!.GetValue<long>());
        if (told != (_versions.Count, events, refused))
            throw new BrokenPromiseException($"It says {told} dossiers, events and refused, and there are {(_versions.Count, events, refused)}");
    }

    private async Task<List<(string Office, JsonNode Frame)>> FramesAsync(Service service)
    {
        var frames = new List<(string Office, JsonNode Frame)>();
        foreach (var (office, _) in Offices.All)
        {
            var frame = await service.GetAsync("boards/" + Uri.EscapeDataString(office));
            ExamineStamp(office, frame);
            frames.Add((office, frame));
        }

        return frames;
    }

    private string? Wrong(List<(string Office, JsonNode Frame)> frames, List<Fold> dossiers)
    {
        var wrong = new List<string>();
        foreach (var (office, frame) in frames)
        {
            var day = Day.At(Figures.Ticks(frame["asOf"]!.GetValue<string>()));
            var board = Figures.OfBoard(frame["figures"]!);
            var isReception = Offices.Points.Contains(office);
            if (board.Unlike(Sum(store.Figures(isReception, day), office)) is { Length: > 0 } rows)
                wrong.Add($"board {office} is not what its rows say: {rows}");
            if (board.Unlike(Sum(Counting.Of(dossiers, isReception, day), office)) is { Length: > 0 } recount)
                wrong.Add($"board {office} is not what its events say: {recount}");
            if (office == Offices.Group && store.LateInSilence(day.Now - TimeSpan.TicksPerHour) is > 0 and var silent)
                wrong.Add($"{silent} dossiers have been late for an hour without an alert");
        }

        return wrong.Count == 0 ? null : string.Join("; ", wrong);
    }

    private void ExamineStamp(string office, JsonNode frame)
    {
        var (epoch, sequence) = (frame["epoch"]!.GetValue<string>(), frame["sequence"]!.GetValue<long>());
        if (_frames.TryGetValue(office, out var was))
        {
            if (was.Epoch == epoch && sequence < was.Sequence)
                throw new BrokenPromiseException($"Board {office} went back from {was.Sequence} to {sequence}");
        }
        else if (!_epochs.Add(epoch))
        {
            throw new BrokenPromiseException($"Board {office} has an epoch of a process that was killed");
        }

        _epochs.Add(epoch);
        _frames[office] = (epoch, sequence);
    }

    private static Figures Sum(Dictionary<string, Figures> offices, string office) =>
        Figures.Sum(Offices.Branch(office).Select(below => offices[below]));
}
