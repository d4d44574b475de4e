using System.Diagnostics.Metrics;
using LiveBoard.Board;
using LiveBoard.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace LiveBoard.Timings;

/// <summary>
/// Listens to this process's own instruments for what it promises, so that it can tell without any other program: how late deadlines and
/// boards are. What other processes of a cluster measure is theirs to tell.
/// </summary>
internal sealed class OwnTimings : IHostedService, IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly Dictionary<string, RecentTimes> _times;

    public OwnTimings(IMeterFactory meters, [FromKeyedServices(RealTime.Key)] TimeProvider real)
    {
        // Named here and not referred to: the grains may live in another process, and their assembly is not known here.
        _times = new[] { "deadline.board.lateness", "deadline.rung.lateness", LiveBoardInstruments.BoardLag, LiveBoardInstruments.DisplayLag }
            .ToDictionary(name => name, _ => new RecentTimes(real), StringComparer.Ordinal);
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, meters) && _times.TryGetValue(instrument.Name, out var times))
                listener.EnableMeasurementEvents(instrument, times);
        };
        _listener.SetMeasurementEventCallback<double>((_, seconds, _, times) => ((RecentTimes)times!).Add(seconds));
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

    public void Dispose() => _listener.Dispose();
}

/// <param name="RecentSeconds">How long "recent" is.</param>
/// <param name="DeadlineOnBoard">From the instant at which a dossier is late to its being counted so.</param>
/// <param name="RungStored">From the instant of a rung to its alert being stored.</param>
/// <param name="BoardPublished">From the count of the oldest change that a board tells first to its leaving for the displays.</param>
/// <param name="DisplaySent">The same, to its being handed to one display's connection.</param>
internal sealed record OwnTimingsTold(
    int RecentSeconds, TimesTold DeadlineOnBoard, TimesTold RungStored, TimesTold BoardPublished, TimesTold DisplaySent);
