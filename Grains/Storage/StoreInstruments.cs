using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Grains.Storage;

/// <summary>How the store keeps up.</summary>
public static class StoreInstruments
{
    public const string MeterName = "DossierMonitor.Store";

    private static readonly Meter Meter = new(MeterName);

    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>(
        "store.commit.duration", "s", "Time that one commit of a batch took.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 30] });

    private static readonly Histogram<int> Writes = Meter.CreateHistogram<int>(
        "store.commit.writes", "{write}", "Writes that shared one commit.",
        advice: new InstrumentAdvice<int> { HistogramBucketBoundaries = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000] });

    private static readonly Counter<int> Failures = Meter.CreateCounter<int>(
        "store.commit.failures", "{commit}", "Commits that failed; every write of theirs was told.");

    internal static void OnCommitted(long started, int writes)
    {
        Duration.Record(Stopwatch.GetElapsedTime(started).TotalSeconds);
        Writes.Record(writes);
        Failures.Add(0); // A rate needs a value before the first failure.
    }

    internal static void OnCommitFailed() => Failures.Add(1);
}
