using System.Collections.Immutable;
using Grains.Interfaces.Changes;
using Grains.Interfaces.Operations;
using Grains.Storage;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using Orleans.Storage;

namespace Grains.Changes;

/// <summary>Working the job off.</summary>
internal sealed partial class ChangeGrain
{
    /// <summary>Walks in a row that find dossiers and move none, after which the job gives up, unless the storage is to blame.</summary>
    private const int MaxStuck = 5;

    private IGrainTimer _working = null!; // Set by OnActivateAsync, before any call.
    private ChangeJob? _job;
    private bool _isRemembered;

    // A beginning failed, and nobody knows whether it was stored.
    private bool _isUnsure;
    private int _stuck;

    // A job takes minutes and is watched and asked meanwhile. It touches its own fields only, and runs once at a time.
    private void StartTimer() => _working = this.RegisterGrainTimer(
        WorkAsync, new GrainTimerCreationOptions(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan) { Interleave = true, KeepAlive = true }); // As said above.

    private void Run(ChangeDetail change, bool isNew)
    {
        _job = new ChangeJob(change, dossiers, reference.Current, GrainFactory);
        _isRemembered = isNew;
        _stuck = 0;
        LogRuns(change.Id, change.State);
        Soon(TimeSpan.Zero);
    }

    private void Soon(TimeSpan wait) => _working.Change(wait, Timeout.InfiniteTimeSpan);

    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (_isUnsure)
                await FindOutAsync(cancellationToken);
            while (_job is { } job && !cancellationToken.IsCancellationRequested)
            {
                if (!_isRemembered)
                    await job.RememberAsync(cancellationToken);
                _isRemembered = true;
                var pass = await job.PassAsync(cancellationToken);
                _stuck = pass.Moved > 0 || IsPassing(pass.Failure) ? 0 : _stuck + 1;
                if (pass.IsClean || _stuck == MaxStuck)
                {
                    await EndAsync(job, pass, cancellationToken);
                    return;
                }

                if (pass.Moved == 0)
                {
                    LogStuck(job.Change.Id, pass.Left.Count, pass.Failure);
                    Soon(pace.Beat);
                    return;
                }
            }
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            // The storage is away, or this is a defect: either way dossiers must not stay between two rules.
            LogStuck(_job?.Change.Id ?? "", 0, failure);
            Soon(pace.Beat);
        }
    }

    private async Task FindOutAsync(CancellationToken cancellationToken)
    {
        await loader.RefreshAsync(cancellationToken);
        if (await changes.FindRunningAsync(cancellationToken) is { } running && _job is null)
            Run(running, isNew: false);
        _isUnsure = false;
    }

    private static bool IsPassing(Exception? failure) =>
        failure is StoreUnavailableException or InconsistentStateException or TimeoutException or OrleansException;

    private async Task EndAsync(ChangeJob job, JobPass pass, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var change = job.Change;
        var earlier = change.Acts[..^1].Where(act => act.Verb == change.Acts[^1].Verb).Sum(act => act.Moved);
        var act = change.Acts[^1] with { Ended = now, Moved = job.Done - earlier, After = await dossiers.CountAsync(now, cancellationToken) };
        var ended = change with
        {
            State = pass.Left.Count > 0 ? ChangeState.Failed : act.Verb == ChangeVerb.Apply ? ChangeState.Applied : ChangeState.Undone,
            Progress = job.Progress,
            Acts = change.Acts.SetItem(change.Acts.Length - 1, act),
            Failing = [.. pass.Left],
        };
        await changes.EndAsync(ended, cancellationToken);
        _job = null;
        LogEnded(ended.Id, ended.State, act.Moved);
    }

    [LoggerMessage(4001, LogLevel.Information, "Change {Change} runs: {State}")]
    private partial void LogRuns(string change, ChangeState state);

    [LoggerMessage(4002, LogLevel.Information, "Change {Change} has ended: {State}, {Moved} dossiers moved")]
    private partial void LogEnded(string change, ChangeState state, int moved);

    [LoggerMessage(4003, LogLevel.Warning, "Change {Change} does not get on, {Left} dossiers or more are left; it goes on by itself")]
    private partial void LogStuck(string change, int left, Exception? failure);
}
