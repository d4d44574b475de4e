using System.Diagnostics.Metrics;
using Grains.Interfaces.Operations;

namespace Grains.Agencies;

/// <summary>How late the monitor itself is with what time alone brings about. Real seconds, whatever the speed of the service's clock.</summary>
public sealed class DeadlineInstruments : IDisposable
{
    public const string MeterName = "DossierMonitor.Deadlines";

    private static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 600, 3_600],
    };

    private readonly Meter _meter;
    private readonly Histogram<double> _board;
    private readonly Histogram<double> _rung;
    private readonly double _speed;

    public DeadlineInstruments(IMeterFactory meters, ServiceClockInfo clock)
    {
        _speed = clock.Speed;
        _meter = meters.Create(MeterName);
        _board = _meter.CreateHistogram(
            "deadline.board.lateness", "s", "From the instant at which a dossier is late to its being counted so at its competent agency.", advice: Seconds);
        _rung = _meter.CreateHistogram(
            "deadline.rung.lateness", "s", "From the instant of a rung to its alert being stored; time that the monitor was down is part of it.", advice: Seconds);
    }

    public void OnBoardTurned(TimeSpan late) => _board.Record(late.TotalSeconds / _speed);

    public void OnRungStored(TimeSpan late) => _rung.Record(Math.Max(0, late.TotalSeconds) / _speed);

    public void Dispose() => _meter.Dispose();
}
