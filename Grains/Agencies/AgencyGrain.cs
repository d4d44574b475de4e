using Grains.Catalogue;
using Grains.Escalation;
using Grains.Interfaces.Agencies;
using Grains.Interfaces.Catalogue;
using Grains.Interfaces.Dossiers;
using Grains.Interfaces.Operations;
using Grains.Storage;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Grains.Agencies;

/// <summary>
/// An agency's index, its branch and its board. Nothing is persisted: the index is read from the store on activation, and the
/// agencies below tell their branches again.
/// </summary>
/// <remarks>
/// Reports interleave with everything: each is applied between two awaits, and whatever awaits here reads the index anew afterwards.
/// </remarks>
internal sealed partial class AgencyGrain(
    IDossierQueries store,
    ReferenceHolder reference,
    ServiceClockInfo clockInfo,
    BoardPace pace,
    IStorePulse pulse,
    ClimbGate gate,
    DeadlineInstruments instruments,
    TimeProvider clock,
    ILogger<AgencyGrain> logger) : Grain, IAgencyGrain
{
    private readonly string _epoch = Guid.NewGuid().ToString("N");
    private readonly Branch _branch = new();
    private readonly Sources _sources = new();
    private AgencyIndex _index = null!; // Set by OnActivateAsync, before any call.
    private long _sequence;
    private DateTimeOffset _steady;
    private DateTimeOffset _told;
    private bool _isUnnumbered;

    private string Code => AgencyCode.FromGrainKey(this.GetPrimaryKeyString());

    private AgencyDocument? Document => reference.Current.Agencies.Find(Code);

    private DateTimeZone Zone => reference.Current.CalendarOf(Code)?.Zone ?? DateTimeZone.Utc;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        _index = new AgencyIndex(Code, BoardDay.Of(now, Zone), instruments.OnBoardTurned);
        await LoadAsync(now, cancellationToken);
        _steady = now;
        StartTimers(now);
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        LogLeaves(Code, _index?.Dossiers ?? 0, _epoch, reason.Description);
        _watchers?.Leave(); // null when it could not wake
        return Task.CompletedTask;
    }

    public Task ReportAsync(DossierLine line)
    {
        var now = clock.GetUtcNow();
        if (_index.Apply(line, now))
        {
            if (line.Source is { } mark)
                _sources.Hear(mark);
            Changed(now);
        }

        return Task.CompletedTask;
    }

    public Task ReportBranchAsync(BranchReport report)
    {
        // A child that has just been moved elsewhere may still have a report under way.
        if (reference.Current.Children(Code).Contains(report.Agency) && _branch.Apply(report))
            Changed(report.NewsSince ?? clock.GetUtcNow());
        return Task.CompletedTask;
    }

    public async Task<BoardFrame?> GetBoardAsync(CancellationToken cancellationToken)
    {
        if (Document is null)
            return null;
        await WakeBranchAsync(cancellationToken);
        await FlushBranchAsync(cancellationToken);
        return WholeFrame(since: null);
    }

    // Boards are pushed at a pace; who asks gets what was acknowledged a moment ago, too.
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        await WakeBranchAsync(cancellationToken);
        await FlushBranchAsync(cancellationToken);
        var now = TurnNow();
        if (_news.Since is not null || !_parent.HasHeard || now - _told > pace.Beat)
            await TellParentAsync();
    }

    public async Task<BoardFrame?> WatchAsync(IBoardObserver observer, CancellationToken cancellationToken)
    {
        if (Document is null)
            return null;
        _watchers.Add(observer, clock.GetUtcNow());
        await WakeBranchAsync(cancellationToken);
        return WholeFrame(_news.Since);
    }

    public Task UnwatchAsync(IBoardObserver observer)
    {
        _watchers.Remove(observer);
        return Task.CompletedTask;
    }

    // Calls down a branch cannot wait on themselves: on its way up a child only reports, and reports interleave.
    public async Task WakeAsync(CancellationToken cancellationToken)
    {
        _branch.Keep(reference.Current.Children(Code));
        await WakeBranchAsync(cancellationToken);
        Changed(clock.GetUtcNow());
        await TellParentAsync();
    }

    public Task StandByAsync() => Task.CompletedTask;

    private bool IsWhole => _branch.IsWhole(reference.Current.Children(Code));

    private async Task WakeBranchAsync(CancellationToken cancellationToken)
    {
        var missing = reference.Current.Children(Code).Where(child => _branch.Of(child) is null);
        await Task.WhenAll(missing.Select(child => Agency(child).WakeAsync(cancellationToken)));
    }

    private Task FlushBranchAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(reference.Current.Children(Code).Select(child => Agency(child).FlushAsync(cancellationToken)));

    private async Task LoadAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await foreach (var line in store.ReadIndexAsync(Code, _index.Day.Since, cancellationToken))
            _index.Apply(line, now);
        _index.Trim();
        foreach (var alerts in (await store.ReadOpenAlertsAsync(Code, cancellationToken)).GroupBy(alert => alert.Dossier))
            _index.SetAlerts(alerts.Key, [.. alerts]);
        foreach (var mark in await store.ReadSourcesAsync(Code, cancellationToken))
            _sources.Hear(mark);
        LogAwake(Code, _index.Dossiers, _epoch);
    }

    // Timers may be late; what is vouched for is counted first. Whatever differs has another number, whoever is told first.
    private BranchReport Report(DateTimeOffset? since)
    {
        var now = TurnNow();
        // What was counted is still right while the storage is away, and deadlines still turn; but news is being refused, so it grows old.
        _steady = pulse.IsSteady ? now : _steady;
        var heard = _branch.Heard(reference.Current.Children(Code)) is { } below && below < _steady ? below : _steady;
        // The whole board grows old, too, with a part of the branch that has not been heard: its silo may have died, or be cut off and count on.
        var vouched = heard < now - pace.Silence ? heard : _steady;
        // What it vouches for may go back, too, and whoever was told before must believe it.
        _sequence += _isUnnumbered || vouched < _told ? 1 : 0;
        (_isUnnumbered, _told) = (false, vouched);
        return Boards.Report(Code, _epoch, _sequence, vouched, _index, _branch, _sources) with { NewsSince = since, Heard = heard };
    }

    /// <exception cref="InvalidOperationException">A part of the branch has told nothing yet.</exception>
    private BoardFrame WholeFrame(DateTimeOffset? since) =>
        IsWhole ? Frame(Report(since)) : throw new InvalidOperationException($"Agency {Code} has not heard of its whole branch yet.");

    private BoardFrame Frame(BranchReport report) => Boards.Frame(reference.Current, report, _branch, _index.Day.Period, clockInfo.Kind);

    private IAgencyGrain Agency(string code) =>
        GrainFactory.GetGrain<IAgencyGrain>(AgencyCode.TryParse(code, out var agency) ? agency.GrainKey : throw new InvalidOperationException($"'{code}' is not an agency code."));

    [LoggerMessage(3001, LogLevel.Debug, "Agency {Agency} is awake with {Dossiers} dossiers, as {Epoch}")]
    private partial void LogAwake(string agency, int dossiers, string epoch);

    [LoggerMessage(3007, LogLevel.Debug, "Agency {Agency} leaves with {Dossiers} dossiers, as {Epoch}: {Reason}")]
    private partial void LogLeaves(string agency, int dossiers, string epoch, string reason);
}
