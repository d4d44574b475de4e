using System.Runtime.ExceptionServices;
using Grains.Interfaces.Agencies;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Grains.Agencies;

/// <summary>Whom an agency tells: its parent, and the processes that show its board. None of them can hold up another, or the agency.</summary>
internal sealed partial class AgencyGrain
{
    private readonly News _news = new(pace.Report);
    private Watchers _watchers = null!; // All are set by OnActivateAsync, before any call.
    private Listener<BranchReport> _parent = null!;
    private IGrainTimer _telling = null!;
    private IGrainTimer _beating = null!;
    private Task _waking = Task.CompletedTask;

    private void StartTelling()
    {
        _watchers = new Watchers(pace.Renewal, failure => LogBoardNotTold(Code, failure));
        _parent = new Listener<BranchReport>(ReportToParentAsync, Join, failure => LogParentNotTold(Code, failure));
        _telling = OneShot(TellNewsAsync);
        _beating = OneShot(BeatAsync);
        ArmBeat();
    }

    // With a period, so that a tick which the engine left out, or which failed, is not the last.
    private void ArmBeat() => _beating.Change(pace.UntilBeat(clock.GetUtcNow(), reference.Current.Depth(Code), Place), pace.Beat);

    private double Place => unchecked((uint)Code.GetHashCode(StringComparison.Ordinal)) / (double)uint.MaxValue;

    /// <summary>Something that the board shows has changed: it is told at once, or as soon as the pace allows.</summary>
    /// <param name="since">When it was counted first, here or below.</param>
    private void Changed(DateTimeOffset since)
    {
        ArmTurns();
        _isUnnumbered = true;
        if (_news.Hear(since, clock.GetUtcNow()) is { } wait)
            _telling.Change(wait, Timeout.InfiniteTimeSpan);
    }

    private Task TellNewsAsync(CancellationToken cancellationToken)
    {
        if (_news.Since is not null) // else it was flushed meanwhile
            _ = TellAsync(isBeat: false); // never fails
        return Task.CompletedTask;
    }

    private Task BeatAsync(CancellationToken cancellationToken)
    {
        ArmBeat();
        _ = TellAsync(isBeat: true); // never fails
        return Task.CompletedTask;
    }

    /// <exception cref="Exception">Whatever kept the parent from hearing it.</exception>
    private async Task TellParentAsync()
    {
        await TellAsync(isBeat: false);
        if (_parent.Failure is { } failure)
            ExceptionDispatchInfo.Throw(failure);
    }

    /// <summary>Tells everybody how things stand; ends when the parent was told. Without news a board is told of it with a beat only.</summary>
    private Task TellAsync(bool isBeat)
    {
        if (!IsWhole)
            return _waking = _waking.IsCompleted ? TellOnceWholeAsync() : _waking;
        var now = TurnNow();
        var report = Report(_news.Tell(now));
        if ((isBeat || report.NewsSince is not null) && _watchers.AreAny(now) && Document is not null)
            _watchers.Tell(Frame(report), isBeat);
        return _parent.TellAsync(report);
    }

    // A board that lacks a part of its branch would be a wrong one, and a fresh one at that.
    private async Task TellOnceWholeAsync()
    {
        try
        {
            await WakeBranchAsync(CancellationToken.None);
            if (IsWhole)
                await TellAsync(isBeat: true);
        }
        catch (Exception failure)
        {
            LogNotWhole(Code, failure); // and the next beat tries again
        }
    }

    private Task ReportToParentAsync(BranchReport report) =>
        Document?.Parent is { } parent ? Agency(parent).ReportBranchAsync(report) : Task.CompletedTask;

    private static BranchReport Join(BranchReport older, BranchReport newer) => newer with { NewsSince = News.Earlier(older.NewsSince, newer.NewsSince) };

    [LoggerMessage(3004, LogLevel.Debug, "Agency {Agency} could not tell one of the processes that show its board; it is tried again until it no longer renews")]
    private partial void LogBoardNotTold(string agency, Exception failure);

    [LoggerMessage(3006, LogLevel.Warning, "Agency {Agency} cannot wake a part of its branch, and tells nobody anything until it can")]
    private partial void LogNotWhole(string agency, Exception failure);

    [LoggerMessage(3005, LogLevel.Warning, "Agency {Agency} could not tell its parent; trying again")]
    private partial void LogParentNotTold(string agency, Exception failure);
}
