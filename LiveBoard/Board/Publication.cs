using Grains.Interfaces.Agencies;

namespace LiveBoard.Board;

/// <summary>A board as it left for the displays: whole, and what changed since the one before it.</summary>
/// <param name="NewsSince">When the oldest change in it was counted; null when it says nothing new.</param>
/// <param name="VouchedAt">Real monotonic timestamp at which the agency last vouched for it.</param>
internal sealed record Publication(BoardFrame Board, BoardChange? Change, long VouchedAt, DateTimeOffset? NewsSince = null)
{
    /// <summary>Shared by all displays that it leaves for.</summary>
    public FrameTexts Texts { get; } = new();

    public bool Is(BoardFrame frame) => Board.Epoch == frame.Epoch && Board.Sequence == frame.Sequence;
}
