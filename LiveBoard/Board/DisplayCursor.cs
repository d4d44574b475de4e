using LiveBoard.Wire;

namespace LiveBoard.Board;

/// <summary>
/// How far one display has come, and so what it must be told next: a beat when it has this board, the change when it has the one
/// before, else the whole board; and the whole board once a minute anyway.
/// </summary>
internal sealed class DisplayCursor(FrameStamp stamp, string? epoch, long? sequence)
{
    public static TimeSpan SnapshotEvery { get; } = TimeSpan.FromSeconds(60);

    private string? _epoch = epoch;
    private long? _sequence = sequence;
    private long _snapshotAt = stamp.RealNow;

    /// <summary>Whether the display did not have the board that the last frame told.</summary>
    public bool IsNew { get; private set; }

    public Frame Next(Publication publication)
    {
        var board = publication.Board;
        var sameEpoch = _epoch == board.Epoch;
        IsNew = !sameEpoch || _sequence != board.Sequence;
        var snapshotDue = stamp.RealSince(_snapshotAt) >= SnapshotEvery;
        Frame frame = publication switch
        {
            _ when snapshotDue => stamp.Snapshot(publication),
            _ when !IsNew => stamp.Beat(publication),
            { Change: { } change } when sameEpoch && _sequence == change.Prev => stamp.Delta(publication, change),
            _ => stamp.Snapshot(publication),
        };
        if (frame is SnapshotFrame)
            _snapshotAt = stamp.RealNow;
        (_epoch, _sequence) = (board.Epoch, board.Sequence);
        return frame;
    }
}
