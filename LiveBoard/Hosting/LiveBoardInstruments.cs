using System.Diagnostics.Metrics;
using LiveBoard.Ingest;

namespace LiveBoard.Hosting;

/// <summary>What the board server measures. Tags are few and never a code of a dossier.</summary>
public sealed class LiveBoardInstruments : IDisposable
{
    public const string MeterName = "DossierMonitor.LiveBoard";

    public const string BoardLag = "board.lag";

    public const string DisplayLag = "board.display.lag";

    private static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.5, 1, 2.5, 5, 15, 60],
    };

    private readonly Meter _meter;
    private readonly Counter<long> _events;
    private readonly Histogram<long> _requestSize;
    private readonly Counter<long> _frames;
    private readonly UpDownCounter<int> _displays;
    private readonly Histogram<double> _lag;
    private readonly Histogram<double> _displayLag;
    private long _received;
    private long _applied;
    private long _duplicate;
    private long _refused;

    public LiveBoardInstruments(IMeterFactory meters)
    {
        _meter = meters.Create(MeterName);
        _events = _meter.CreateCounter<long>("ingest.events", "{event}", "Events answered, by outcome: applied, duplicate or refused.");
        _requestSize = _meter.CreateHistogram<long>("ingest.request.size", "By", "Size of ingest requests that were answered.",
            advice: new InstrumentAdvice<long> { HistogramBucketBoundaries = [512, 1 << 10, 4 << 10, 16 << 10, 64 << 10, 256 << 10, 1 << 20, 4 << 20, 16 << 20, 64 << 20] });
        _frames = _meter.CreateCounter<long>("board.frames", "{frame}", "Frames sent to displays, by kind.");
        _displays = _meter.CreateUpDownCounter<int>("board.displays", "{display}", "Displays that watch a board now.");
        _lag = _meter.CreateHistogram(
            BoardLag, "s", "From the count of the oldest change that a board tells first to its leaving for the displays.", advice: Seconds);
        _displayLag = _meter.CreateHistogram(
            DisplayLag, "s", "From the count of the oldest change that a frame tells first to its being handed to one display's connection.", advice: Seconds);
    }

    /// <summary>Ingest totals since the start.</summary>
    public IngestTotals Totals => new(
        Interlocked.Read(ref _received), Interlocked.Read(ref _applied), Interlocked.Read(ref _duplicate), Interlocked.Read(ref _refused));

    public void OnIngested(IngestAnswer answer, long bytes)
    {
        Interlocked.Add(ref _received, answer.Received);
        Count("applied", answer.Applied, ref _applied);
        Count("duplicate", answer.Duplicate, ref _duplicate);
        Count("refused", answer.Refused.Count, ref _refused);
        _requestSize.Record(bytes);
    }

    /// <param name="lag">Null when the frame told nothing new.</param>
    public void OnFrameSent(string kind, TimeSpan? lag)
    {
        _frames.Add(1, new KeyValuePair<string, object?>("kind", kind));
        if (lag is { } late)
            _displayLag.Record(Math.Max(0, late.TotalSeconds));
    }

    public void OnDisplayCame() => _displays.Add(1);

    public void OnDisplayWent() => _displays.Add(-1);

    public void OnBoardPublished(TimeSpan lag) => _lag.Record(Math.Max(0, lag.TotalSeconds));

    public void Dispose() => _meter.Dispose();

    // Also nothing is told: a rate needs a value before the first refusal.
    private void Count(string outcome, int count, ref long total)
    {
        Interlocked.Add(ref total, count);
        _events.Add(count, new KeyValuePair<string, object?>("outcome", outcome));
    }
}

/// <summary>Events answered since the start.</summary>
public sealed record IngestTotals(long Received, long Applied, long Duplicate, long Refused);
