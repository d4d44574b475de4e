using System.Diagnostics.Metrics;
using LiveBoard.Board;
using Microsoft.Extensions.DependencyInjection;

namespace LiveBoard.Operations;

/// <summary>
/// What nobody measures while it happens, looked up once a minute while anybody listens. Every board tells the same: take the largest.
/// </summary>
public sealed class ClusterInstruments : IDisposable
{
    private readonly Meter _meter;
    private readonly Gauge<int> _active;
    private readonly Gauge<int> _silent;
    private readonly Gauge<long> _open;
    private readonly Gauge<long> _alerts;
    private readonly Gauge<long> _lateRungs;
    private readonly Gauge<long> _nextMinute;
    private readonly Gauge<int> _sources;
    private readonly Gauge<long> _size;
    private readonly Gauge<long> _free;

    public ClusterInstruments(IMeterFactory meters)
    {
        _meter = meters.Create("DossierMonitor.Cluster");
        _active = _meter.CreateGauge<int>("cluster.members.active", "{process}", "Processes that host grains and answer.");
        _silent = _meter.CreateGauge<int>("cluster.members.silent", "{process}", "Processes that are members and do not answer.");
        _open = _meter.CreateGauge<long>("dossiers.open", "{dossier}", "Dossiers received and not ended.");
        _alerts = _meter.CreateGauge<long>("alerts.open", "{alert}", "Alerts raised or taken by an officer, and not closed.");
        _lateRungs = _meter.CreateGauge<long>("audit.rungs.missed", "{dossier}", "Self-audit: overdue dossiers whose next rung passed more than a minute ago without an alert.");
        _nextMinute = _meter.CreateGauge<long>("deadlines.next_minute", "{dossier}", "Dossiers that time alone turns overdue within the next minute.");
        _sources = _meter.CreateGauge<int>("sources.silent", "{source}", "Sources that have told nothing for longer than the policy allows.");
        _size = _meter.CreateGauge<long>("store.size", "By", "Size of the database.");
        _free = _meter.CreateGauge<long>("store.free", "By", "Room left where SQLite's file is; not told for PostgreSQL, whose disk its own machine watches.");
    }

    /// <summary>Whether anybody listens.</summary>
    internal bool Enabled => _active.Enabled;

    /// <summary>What is not known is not told, so that an alert may ask for its absence.</summary>
    internal void Tell(ClusterReport report)
    {
        if (report.Members is { } members)
        {
            _active.Record(members.Count(member => member is { Status: "active", Figures: not null }));
            _silent.Record(members.Count(member => member is { Status: "active", Figures: null }));
        }

        if (report.Counts is { } counts)
        {
            _open.Record(counts.Open);
            _alerts.Record(counts.OpenAlerts);
        }

        if (report.NextMinute is { } next)
        {
            _nextMinute.Record(next.Overdue);
            _sources.Record(next.SilentSources.Length);
        }

        if (report.Workload is { } workload)
        {
            _lateRungs.Record(workload.LateRungs);
            _size.Record(workload.DatabaseBytes);
            if (workload.FreeBytes is { } free)
                _free.Record(free);
        }
    }

    public void Dispose() => _meter.Dispose();
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
