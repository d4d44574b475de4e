using System.Diagnostics.Metrics;
using Grains.Interfaces.Operations;
using LiveBoard.Board;
using LiveBoard.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace LiveBoard.Timings;

/// <summary>
/// Listens to this process's own instruments for what it promises, so that it can tell without any other program: how late deadlines and
/// boards are. What other processes of a cluster measure is theirs to tell.
/// </summary>
internal sealed class OwnTimings : IHostedService, ISelfReport, IDisposable
{
    private const string Commit = "store.commit.duration";
    private const string Writes = "store.commit.writes";
    private const string CommitFailures = "store.commit.failures";

    private readonly MeterListener _listener = new();
    private readonly Dictionary<string, RecentTimes> _times;
    private readonly RecentTimes _failed;
    private readonly string _version;
    // Orleans' own.
    private const string Messages = "orleans-messaging-sent-messages-size";
    private const string Boards = "orleans-gateway-connected-clients";

    private long _messages;
    private long _boards;
    private long _commits;
    private long _writes;
    private long _commitFailures;

    public OwnTimings(IMeterFactory meters, ServiceInfo service, [FromKeyedServices(RealTime.Key)] TimeProvider real)
    {
        _version = service.Version;
        _failed = new RecentTimes(real);
        // Named here and not referred to: the grains may live in another process, and their assembly is not known here.
        _times = new[] { "deadline.board.lateness", "deadline.rung.lateness", Commit, LiveBoardInstruments.BoardLag, LiveBoardInstruments.DisplayLag }
            .ToDictionary(name => name, _ => new RecentTimes(real), StringComparer.Ordinal);
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            // The store's are the process's own, of no scope.
            if (instrument.Meter.Scope is not null && !ReferenceEquals(instrument.Meter.Scope, meters))
                return;
            if (_times.TryGetValue(instrument.Name, out var times))
                listener.EnableMeasurementEvents(instrument, times);
            else if (instrument.Name is Writes or CommitFailures or Messages or Boards)
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<double>((_, seconds, _, times) => ((RecentTimes)times!).Add(seconds));
        _listener.SetMeasurementEventCallback<int>((instrument, count, _, _) => Count(instrument.Name, count));
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _listener.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public OwnTimingsTold Tell() => new(
        (int)RecentTimes.Window.TotalSeconds,
        _times["deadline.board.lateness"].Tell(), _times["deadline.rung.lateness"].Tell(),
        _times[LiveBoardInstruments.BoardLag].Tell(), _times[LiveBoardInstruments.DisplayLag].Tell());

    MemberFigures ISelfReport.Tell() => new(
        _version, _times["deadline.board.lateness"].Tell().Recent, _times["deadline.rung.lateness"].Tell().Recent, _times[Commit].Tell().Recent,
        Interlocked.Read(ref _writes), Interlocked.Read(ref _commits), Interlocked.Read(ref _commitFailures), Environment.WorkingSet,
        Interlocked.Read(ref _messages), Interlocked.Read(ref _boards), _failed.Tell().Recent.Count);

    public void Dispose() => _listener.Dispose();

    private void Count(string instrument, int count)
    {
        switch (instrument)
        {
            case CommitFailures:
                Interlocked.Add(ref _commitFailures, count);
                if (count > 0)
                    _failed.Add(0); // Only how many matters.
                break;
            case Messages:
                Interlocked.Increment(ref _messages);
                break;
            case Boards:
                Interlocked.Add(ref _boards, count);
                break;
            default:
                Interlocked.Increment(ref _commits);
                Interlocked.Add(ref _writes, count);
                break;
        }
    }
}

/// <param name="RecentSeconds">How long "recent" is.</param>
/// <param name="DeadlineOnBoard">From the instant at which a dossier is late to its being counted so.</param>
/// <param name="RungStored">From the instant of a rung to its alert being stored.</param>
/// <param name="BoardPublished">From the count of the oldest change that a board tells first to its leaving for the displays.</param>
/// <param name="DisplaySent">The same, to its being handed to one display's connection.</param>
internal sealed record OwnTimingsTold(
    int RecentSeconds, TimesTold DeadlineOnBoard, TimesTold RungStored, TimesTold BoardPublished, TimesTold DisplaySent);
