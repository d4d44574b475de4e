using System.Collections.Immutable;
using Grains.Interfaces.Dossiers;

namespace Grains.Interfaces.Agencies;

/// <summary>
/// One agency: the index of its dossiers, rebuilt from the store when it activates, and the board of its branch.
/// Key: <see cref="AgencyCode.GrainKey"/>.
/// </summary>
[Alias("agency")]
public interface IAgencyGrain : IGrainWithStringKey
{
    /// <summary>Counts what a dossier says of itself, if newer than what is known. Counted when it returns.</summary>
    // Comes while the agency waits for the agencies below; applied in one go, between two awaits.
    [Alias("report"), Orleans.Concurrency.AlwaysInterleave]
    Task ReportAsync(DossierLine line);

    /// <summary>Takes a child's branch, if newer than what is known.</summary>
    // A parent that waits for its children hears them: no cycle of calls can wait on itself.
    [Alias("report-branch"), Orleans.Concurrency.AlwaysInterleave]
    Task ReportBranchAsync(BranchReport report);

    /// <summary>Has the branch below tell what it has not told yet, then tells the parent.</summary>
    // Comes while the agency waits for its parent; reads and counts between two awaits only.
    [Alias("flush"), Orleans.Concurrency.AlwaysInterleave]
    Task FlushAsync(CancellationToken cancellationToken);

    /// <summary>
    /// The board now, with everything that was counted anywhere in its branch before the call; null when the catalogue does not know
    /// the agency.
    /// </summary>
    [Alias("get-board")]
    Task<BoardFrame?> GetBoardAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Subscribes, or renews for another minute, and answers the board now; null when the catalogue does not know the agency.
    /// Subscriptions die with the activation: renew every 15 seconds.
    /// </summary>
    // Does not wait behind a question for which a hung part of the branch owes an answer; boards are made between two awaits.
    [Alias("watch"), Orleans.Concurrency.AlwaysInterleave]
    Task<BoardFrame?> WatchAsync(IBoardObserver observer, CancellationToken cancellationToken);

    // Nor does this; it touches the subscriptions only.
    [Alias("unwatch"), Orleans.Concurrency.AlwaysInterleave]
    Task UnwatchAsync(IBoardObserver observer);

    /// <summary>Makes sure that the agency is awake and has told its parent; called at start-up, by its parent, and when the catalogue changes.</summary>
    // Nor does this, for which a parent's board may wait.
    [Alias("wake"), Orleans.Concurrency.AlwaysInterleave]
    Task WakeAsync(CancellationToken cancellationToken);

    /// <summary>Answers as soon as the agency is awake.</summary>
    // Nor does this: a dossier waits for it.
    [Alias("stand-by"), Orleans.Concurrency.AlwaysInterleave]
    Task StandByAsync();
}

/// <summary>Receives a board's frames. Best effort: a lost frame is mended by the next one.</summary>
[Alias("board-observer")]
public interface IBoardObserver : IGrainObserver
{
    /// <summary>The board changed: the whole frame.</summary>
    [Alias("on-frame")]
    Task OnFrameAsync(BoardFrame frame);

    /// <summary>Nothing changed since <paramref name="sequence"/>; the agency is alive and vouches for it as of <paramref name="asOf"/>.</summary>
    /// <param name="epoch">Another one than the newest frame's, such as the empty one of an agency that leaves its silo, means: ask again.</param>
    [Alias("on-beat")]
    Task OnBeatAsync(string epoch, long sequence, DateTimeOffset asOf);
}
