namespace Monitor.Crash;

/// <summary>
/// What must hold whenever the program is ready and nobody sends. What is committed is judged at once; boards, which count what is
/// committed, may take a moment, and the moment is measured.
/// </summary>
internal sealed class Examination(Store store, Ledger ledger, IJudge judge)
{
    // Well under the 30 s after which a board would find by itself what it had not been told.
    private static readonly TimeSpan BoardsWithin = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);
    private readonly Recount _recount = new(ledger);
    private Dictionary<string, long> _versions = [];
    private Dictionary<string, AlertRow> _alerts = [];

    /// <summary>How often everything was looked at and held.</summary>
    public int Looks { get; private set; }

    /// <summary>Events in the database at the newest look.</summary>
    public int Stored => _recount.Events;

    /// <summary>A new process: its frames must say so.</summary>
    public void Restarted() => judge.Restarted();

    /// <returns>How long the boards took to be right.</returns>
    /// <exception cref="BrokenPromiseException">Something does not hold.</exception>
    public async Task<TimeSpan> HoldAsync(Api service)
    {
        _recount.Look(store.Events());
        ExamineRefused();
        ExamineAlerts();
        ExamineVersions();
        await ExamineCountsAsync(service);
        for (var begin = TimeProvider.System.GetTimestamp(); ;)
        {
            var (seen, wrong) = await judge.LookAsync(service, _recount);
            var took = TimeProvider.System.GetElapsedTime(begin, seen);
            if (wrong is null)
            {
                Looks++;
                return took;
            }

            if (took > BoardsWithin)
                throw new BrokenPromiseException($"After {took.TotalSeconds:0} s: {wrong}");
            await Task.Delay(Pause, TimeProvider.System);
        }
    }

    /// <summary>Once everything has been told.</summary>
    public async Task HoldAtTheEndAsync(Api service)
    {
        await HoldAsync(service);
        if (await judge.WrongAtTheEndAsync(service) is { } wrong)
            throw new BrokenPromiseException($"At the end: {wrong}");
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
            if (now.RaisedAt != was.RaisedAt && now.Version < was.Version + (was.State == AlertRow.Withdrawn ? 1 : 2))
                throw new BrokenPromiseException($"Alert {key} was raised twice: {was} and {now}");
            if (was.State == AlertRow.Resolved && now != was)
                throw new BrokenPromiseException($"Alert {key} was resolved and is {now}");
        }

        foreach (var (key, act) in ledger.Acts)
        {
            if (alerts.GetValueOrDefault(key) is not { } now || now.Version < act.Version
                || (now.Version == act.Version && (now.State != act.State || !now.Body.Contains($"\"{act.By}\"", StringComparison.Ordinal))))
                throw new BrokenPromiseException($"Alert {key}: {act} was answered, and it is {alerts.GetValueOrDefault(key)}");
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

    private async Task ExamineCountsAsync(Api service)
    {
        var counts = (await service.GetAsync("about"))["counts"]!;
        var refused = store.Count("SELECT count(*) FROM refused_event");
        var told = (counts["dossiers"]!.GetValue<long>(), counts["events"]!.GetValue<long>(), counts["refused"]!.GetValue<long>());
        if (told != (_versions.Count, Stored, refused))
            throw new BrokenPromiseException($"It says {told} dossiers, events and refused, and there are {(_versions.Count, Stored, refused)}");
    }
}
