using Grains.Interfaces.Operations;
using Microsoft.Extensions.Logging;

namespace Grains.Storage.Sql;

/// <summary>
/// Looks every second how the commits of each lane fare, and writes to a lane that nobody has written to for a while, or that failed:
/// so an outage is known, and its end too, whether or not events come.
/// </summary>
internal sealed partial class StorePulse : IStorePulse, IDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BeatAfter = TimeSpan.FromSeconds(5);

    private readonly SqlDatabase _database;
    private readonly CommitLanes _commits;
    private readonly TimeProvider _real;
    private readonly ILogger _log;
    private readonly Task[] _beats;
    private readonly ITimer _timer;
    private long _unsteadyAt = long.MinValue;
    private bool _wasTaking = true;

    public StorePulse(SqlDatabase database, CommitLanes commits, TimeProvider real, ILogger<StorePulse> log)
    {
        (_database, _commits, _real, _log) = (database, commits, real, log);
        _beats = [.. commits.Health.Select(_ => Task.CompletedTask)];
        _timer = real.CreateTimer(_ => Beat(), null, Look, Look);
    }

    public bool TakesWrites => _commits.Health.All(lane => lane.TakesWrites);

    public bool IsSteady => _commits.Health.All(lane => lane.IsSteady);

    public TimeSpan SteadyFor => !IsSteady ? TimeSpan.Zero
        : Volatile.Read(ref _unsteadyAt) is var last and not long.MinValue ? _real.GetElapsedTime(last)
        : TimeSpan.MaxValue;

    public void Dispose() => _timer.Dispose();

    private void Beat()
    {
        if (!IsSteady)
            Volatile.Write(ref _unsteadyAt, _real.GetTimestamp());
        Tell();
        for (var lane = 0; lane < _beats.Length; lane++)
        {
            var health = _commits.Health[lane];
            if (_beats[lane].IsCompleted && (!health.TakesWrites || health.IsIdle(BeatAfter)))
                _beats[lane] = BeatAsync(lane);
        }
    }

    private async Task BeatAsync(int lane)
    {
        try
        {
            await _commits.AddAsync(new PulseRow(lane, _database.Pulse(lane)), CancellationToken.None);
        }
        catch (StoreUnavailableException failure)
        {
            LogMissed(failure.Message);
        }
    }

    private void Tell()
    {
        var takes = TakesWrites;
        if (takes == _wasTaking)
            return;
        _wasTaking = takes;
        if (takes)
            LogBack();
        else
            LogAway();
    }

    [LoggerMessage(5001, LogLevel.Error, "The storage takes no writes: events are refused with 503, and boards grow old. It is asked again every second")]
    private partial void LogAway();

    [LoggerMessage(5002, LogLevel.Information, "The storage takes writes again")]
    private partial void LogBack();

    [LoggerMessage(5003, LogLevel.Debug, "The storage was asked whether it takes writes: {Answer}")]
    private partial void LogMissed(string answer);
}
