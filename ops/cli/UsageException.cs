namespace Monitor.Cli;

/// <summary>The caller asked for something that cannot be done as asked: exit code 2.</summary>
internal sealed class UsageException(string message) : Exception(message);

/// <summary>What was asked for failed: exit code 1.</summary>
internal sealed class FailedException(string message, Exception? inner = null) : Exception(message, inner);

internal static class ExitCodes
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int Usage = 2;

    /// <summary>All was sent, and the service refused some of it.</summary>
    public const int SomeRefused = 3;

    public const int Interrupted = 130;
}
