using System.Diagnostics.Metrics;
using LiveBoard.Board;
using Microsoft.Extensions.DependencyInjection;

namespace LiveBoard.Operations;

/// <summary>
/// What nobody measures while it happens, looked up once a minute while anybody listens. Every board tells the same: take the largest.
/// </summary>
/// <remarks>
/// Observed, not recorded: OpenTelemetry goes on sending what was recorded once, and a board that no silo answers would tell of the last good day.
/// </remarks>
public sealed class ClusterInstruments : IDisposable
{
    private readonly Meter _meter;
    private readonly ObservableGauge<int> _active;
    private volatile ClusterReport? _report;

    public ClusterInstruments(IMeterFactory meters)
    {
        _meter = meters.Create("DossierMonitor.Cluster");
        _active = Gauge("cluster.members.active", "{process}", "Processes that host grains and answer.",
            report => report.Members?.Count(member => member is { Status: "active", Figures: not null }));
        Gauge("cluster.members.silent", "{process}", "Processes that are members and do not answer.",
            report => report.Members?.Count(member => member is { Status: "active", Figures: null }));
        Gauge("dossiers.open", "{dossier}", "Dossiers received and not ended.", report => report.Counts?.Open);
        Gauge("alerts.open", "{alert}", "Alerts raised or taken by an officer, and not closed.", report => report.Counts?.OpenAlerts);
        Gauge("audit.rungs.missed", "{dossier}", "Self-audit: overdue dossiers whose next rung passed more than a minute ago without an alert.",
            report => report.Workload?.LateRungs);
        Gauge("deadlines.next_minute", "{dossier}", "Dossiers that time alone turns overdue within the next minute.", report => report.NextMinute?.Overdue);
        Gauge("sources.silent", "{source}", "Sources that have told nothing for longer than the policy allows.", report => report.NextMinute?.SilentSources.Length);
        Gauge("store.size", "By", "Size of the database.", report => report.Workload?.DatabaseBytes);
        Gauge("store.free", "By", "Room left where SQLite's file is; not told for PostgreSQL, whose disk its own machine watches.",
            report => report.Workload?.FreeBytes);
    }

    /// <summary>Whether anybody listens.</summary>
    internal bool Enabled => _active.Enabled;

    /// <summary>What is not known is not told, so that an alert may ask for its absence.</summary>
    internal void Tell(ClusterReport report) => _report = report;

    public void Dispose() => _meter.Dispose();

    private ObservableGauge<T> Gauge<T>(string name, string unit, string description, Func<ClusterReport, T?> of)
        where T : struct => _meter.CreateObservableGauge<T>(
            name, () => _report is { } report && of(report) is { } known ? [new Measurement<T>(known)] : [], unit, description);
}

/// <summary>Looks once a minute, in real time.</summary>
internal sealed class ClusterSampling(
    ClusterReader reader, ClusterInstruments instruments, [FromKeyedServices(RealTime.Key)] TimeProvider real) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, real);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (instruments.Enabled)
                instruments.Tell(await reader.ReadAsync(stoppingToken));
        }
    }
}
