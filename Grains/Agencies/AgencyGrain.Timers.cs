using Grains.Interfaces.Dossiers;
using Grains.Interfaces.Operations;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Grains.Agencies;

/// <summary>What an agency does by itself: turns at its dossiers' instants, climbs rungs, and looks for lost reports.</summary>
internal sealed partial class AgencyGrain
{
    private const int MaxClimbsAtOnce = 128;
    private static readonly TimeSpan ClimbAgainAfter = TimeSpan.FromSeconds(5);

    // Real time after which nothing that hung in the storage can still be committed.
    private static readonly TimeSpan LateCommits = TimeSpan.FromSeconds(90);

    // Timers take at most 49 days; waking once an hour for nothing costs nothing.
    private static readonly TimeSpan LongestSleep = TimeSpan.FromHours(1);

    private readonly Queue<string> _toClimb = new();
    private IGrainTimer _turns = null!; // Timers are set by OnActivateAsync, before any call.
    private IGrainTimer _climbing = null!;
    private DateTimeOffset _turnsAt;
    private DateTimeOffset _swept;
    private bool _isClimbing;
    private int _beats;

    /// <param name="loaded">When reading the rows began: what is committed from then on may not have been read.</param>
    private void StartTimers(DateTimeOffset loaded)
    {
        _swept = loaded;
        _turns = OneShot(TurnAsync);
        // Climbing calls dossiers, which report back, and may take seconds at closing time; the board must answer meanwhile.
        // It touches only its own queue across awaits, and one run at a time.
        _climbing = OneShot(ClimbAsync);
        // A storage that hangs must not keep the board from its own turns: what a sweep finds comes as any other report does.
        this.RegisterGrainTimer(SweepWhenDueAsync, new GrainTimerCreationOptions(pace.Beat, pace.Beat) { Interleave = true });
        StartTelling();
        Changed(loaded);
    }

    private IGrainTimer OneShot(Func<CancellationToken, Task> tick) => this.RegisterGrainTimer(
        tick,
        // Storage or a part of the branch that hangs keeps no tick waiting; each changes what it touches between two awaits.
        new GrainTimerCreationOptions(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan) { Interleave = true, KeepAlive = true });

    private void ArmTurns()
    {
        var next = new DateTimeOffset(_index.NextTurn, TimeSpan.Zero);
        if (next == _turnsAt)
            return;
        _turnsAt = next;
        var wait = next - clock.GetUtcNow();
        _turns.Change(wait < TimeSpan.Zero ? TimeSpan.Zero : wait > LongestSleep ? LongestSleep : wait, Timeout.InfiniteTimeSpan);
    }

    // A timer may come a little early: then nothing has turned, nothing is published, and it is set for the rest.
    private Task TurnAsync(CancellationToken cancellationToken)
    {
        _turnsAt = DateTimeOffset.MinValue;
        TurnNow();
        ArmTurns();
        return Task.CompletedTask;
    }

    private DateTimeOffset TurnNow()
    {
        var now = clock.GetUtcNow();
        var turned = _index.Advance(now);
        var today = BoardDay.Of(now, Zone);
        var isNewDay = today != _index.Day;
        if (isNewDay)
            _index.StartDay(today, now);
        foreach (var dossier in _index.TakeRungs(now))
            _toClimb.Enqueue(dossier);
        if (_toClimb.Count > 0 && !_isClimbing)
            _climbing.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        if (turned || isNewDay)
            Changed(now);
        return now;
    }

    private async Task ClimbAsync(CancellationToken cancellationToken)
    {
        if (_isClimbing)
            return;
        if (!pulse.TakesWrites)
        {
            _climbing.Change(ClimbAgainAfter, Timeout.InfiniteTimeSpan);
            return;
        }

        _isClimbing = true;
        try
        {
            while (_toClimb.Count > 0 && pulse.TakesWrites && !cancellationToken.IsCancellationRequested)
            {
                var some = new List<string>(MaxClimbsAtOnce);
                while (some.Count < MaxClimbsAtOnce && _toClimb.TryDequeue(out var dossier))
                    some.Add(dossier);
                await Task.WhenAll(some.Select(dossier => ClimbAsync(dossier, cancellationToken)));
            }
        }
        finally
        {
            _isClimbing = false;
        }
    }

    private async Task ClimbAsync(string dossier, CancellationToken cancellationToken)
    {
        try
        {
            using var place = await gate.EnterAsync(cancellationToken);
            if (DossierCode.TryParse(dossier, out var code))
                await GrainFactory.GetGrain<IDossierGrain>(code.GrainKey).ClimbAsync(cancellationToken);
        }
        catch (Exception failure) when (failure is not StoreUnavailableException)
        {
            // Whatever is wrong with one dossier must not keep the others from climbing.
            LogNotClimbed(Code, dossier, failure);
        }
        catch (StoreUnavailableException)
        {
            // The storage's own watch tells of it, once for all dossiers.
        }

        // One that has not told of its climb, because it failed or its own clock is behind, is asked again: asking twice climbs once.
        _index.RetryRung(dossier, clock.GetUtcNow() + ClimbAgainAfter);
        ArmTurns();
    }

    // Until a silo that was declared dead notices, its agencies may be awake there, too; what they were told stands in the rows. So who has
    // just woken looks with each beat, until the usual sweep.
    private Task SweepWhenDueAsync(CancellationToken cancellationToken)
    {
        var usual = (int)(pace.Sweep / pace.Beat);
        return ++_beats % usual == 0 || (pace.InCluster && _beats < usual) ? SweepAsync(cancellationToken) : Task.CompletedTask;
    }

    // A dossier whose report was lost says so itself when it is next asked; this finds those that nobody asks, and those that left.
    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        try
        {
            foreach (var line in await store.ReadChangedAsync(Code, _swept - pace.Sweep, cancellationToken))
                await ReportAsync(line);
        }
        catch (StoreUnavailableException failure)
        {
            LogNotSwept(Code, failure.Message);
            return;
        }

        // A write that hung may be committed long after the instant that it carries: the next sweeps begin before the trouble again.
        if (pulse.SteadyFor > LateCommits)
            _swept = now;
    }

    [LoggerMessage(3003, LogLevel.Debug, "Agency {Agency} could not look for lost reports, and does so at its next sweep: {Reason}")]
    private partial void LogNotSwept(string agency, string reason);

    [LoggerMessage(3002, LogLevel.Warning, "Agency {Agency} could not have dossier {Dossier} climb its rung; it is asked again")]
    private partial void LogNotClimbed(string agency, string dossier, Exception failure);
}
