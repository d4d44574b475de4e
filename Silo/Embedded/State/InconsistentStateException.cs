using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>A write met another version than the one it was based on.</summary>
public class InconsistentStateException : OrleansException
{
    public InconsistentStateException()
        : base("The stored state has another version.")
    {
    }

    public InconsistentStateException(string message)
        : base(message)
    {
    }

    public InconsistentStateException(string message, Exception? innerException)
        : base(message, innerException!)
    {
    }

    public InconsistentStateException(string errorMsg, string? storedEtag, string? currentEtag, Exception? storageException)
        : base(errorMsg, storageException!)
    {
        StoredEtag = storedEtag;
        CurrentEtag = currentEtag;
    }

    public InconsistentStateException(string errorMsg, string? storedEtag, string? currentEtag)
        : this(errorMsg, storedEtag, currentEtag, storageException: null)
    {
    }

    public string? StoredEtag { get; }

    public string? CurrentEtag { get; }

    /// <summary>Only the activation whose write failed ends, not those that pass the exception on to their own callers.</summary>
    internal bool IsSourceActivation { get; set; } = true;
}
