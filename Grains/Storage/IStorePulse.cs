namespace Grains.Storage;

/// <summary>Whether the storage takes writes, as far as this process knows. Asked often: answers from memory.</summary>
public interface IStorePulse
{
    /// <summary>
    /// False from a failed commit, or one that has been under way for ten seconds, until one succeeds: whoever would write is refused at once
    /// and does not wait for what cannot come.
    /// </summary>
    bool TakesWrites { get; }

    /// <summary>False also while single writes fail and others do not, as on a disk that is almost full: boards then vouch for nothing.</summary>
    bool IsSteady { get; }

    /// <summary>Real time since it was last not steady.</summary>
    TimeSpan SteadyFor { get; }
}
