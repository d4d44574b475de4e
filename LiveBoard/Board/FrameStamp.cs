using Grains.Interfaces.Agencies;
using Grains.Interfaces.Operations;
using LiveBoard.Wire;
using Microsoft.Extensions.DependencyInjection;

namespace LiveBoard.Board;

/// <summary>Makes frames at the moment they leave, so that time spent waiting here is never hidden.</summary>
internal sealed class FrameStamp(ServiceInfo service, TimeProvider clock, [FromKeyedServices(RealTime.Key)] TimeProvider real)
{
    public long RealNow => real.GetTimestamp();

    public TimeSpan RealSince(long timestamp) => real.GetElapsedTime(timestamp);

    /// <summary>A board of the past, which does not grow old.</summary>
    public SnapshotFrame Snapshot(BoardFrame board) => Snapshot(new Publication(board, null, RealNow));

    /// <summary>A board just asked of its agency, which vouches for it up to its own instant and may have done so some time ago.</summary>
    public SnapshotFrame Live(BoardFrame board) =>
        Snapshot(board) with { SourceAgeMs = (long)Math.Max(0, (clock.GetUtcNow() - board.AsOf).TotalMilliseconds / service.Clock.Speed) };

    public SnapshotFrame Snapshot(Publication publication)
    {
        var board = publication.Board;
        return new SnapshotFrame
        {
            Epoch = board.Epoch,
            Sequence = board.Sequence,
            AsOf = board.AsOf,
            ServerNow = clock.GetUtcNow(),
            SourceAgeMs = AgeMs(publication),
            Build = service.Build,
            Simulated = service.Simulated,
            Clock = service.Clock.Kind,
            Speed = service.Clock.Speed,
            Agency = board.Agency,
            Figures = board.Figures,
            Children = board.Children,
            Alerts = board.Alerts,
            OpenAlerts = board.OpenAlerts,
            Sources = board.Sources,
            Upcoming = board.Upcoming,
        };
    }

    public DeltaFrame Delta(Publication publication, BoardChange change) => new()
    {
        Epoch = publication.Board.Epoch,
        Sequence = publication.Board.Sequence,
        Prev = change.Prev,
        AsOf = publication.Board.AsOf,
        ServerNow = clock.GetUtcNow(),
        SourceAgeMs = AgeMs(publication),
        Build = service.Build,
        Simulated = service.Simulated,
        Clock = service.Clock.Kind,
        Speed = service.Clock.Speed,
        Figures = change.Figures,
        Children = change.Children,
        Alerts = change.Alerts,
        OpenAlerts = change.OpenAlerts,
        Sources = change.Sources,
        Upcoming = change.Upcoming,
    };

    public BeatFrame Beat(Publication publication) => new()
    {
        Epoch = publication.Board.Epoch,
        Sequence = publication.Board.Sequence,
        AsOf = publication.Board.AsOf,
        ServerNow = clock.GetUtcNow(),
        SourceAgeMs = AgeMs(publication),
        Build = service.Build,
        Simulated = service.Simulated,
        Clock = service.Clock.Kind,
        Speed = service.Clock.Speed,
    };

    private long AgeMs(Publication publication) => (long)RealSince(publication.VouchedAt).TotalMilliseconds;
}

/// <summary>Pacing is in real time even when the service's clock is a replay.</summary>
public static class RealTime
{
    /// <summary>Key of the <see cref="TimeProvider"/> of real time.</summary>
    public const string Key = "real";
}
