using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Grains.Storage;

/// <summary>How the store keeps up.</summary>
public static class StoreInstruments
{
    public const string MeterName = "DossierMonitor.Store";

    private static readonly Meter Meter = new(MeterName);

    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>(
        "store.commit.duration", "s", "Time that one commit of a batch took.");

    private static readonly Histogram<int> Writes = Meter.CreateHistogram<int>(
        "store.commit.writes", "{write}", "Writes that shared one commit.");

    private static readonly Counter<int> Failures = Meter.CreateCounter<int>(
        "store.commit.failures", "{commit}", "Commits that failed; every write of theirs was told.");

    internal static void OnCommitted(long started, int writes)
    {
        Duration.Record(Stopwatch.GetElapsedTime(started).TotalSeconds);
        Writes.Record(writes);
    }

    internal static void OnCommitFailed() => Failures.Add(1);
}
