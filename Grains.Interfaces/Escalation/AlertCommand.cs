namespace Grains.Interfaces.Escalation;

public enum AlertAct
{
    Unknown = 0,
    Acknowledge = 1,
    Resolve = 2,
}

/// <summary>An officer's act on an alert.</summary>
/// <param name="CommandId">Chosen by the caller, 1 to 64 characters; the same id again gets the same answer and no second act.</param>
/// <param name="ExpectedVersion">The version that the officer saw.</param>
/// <param name="By">The officer's name or account at the desk; 1 to 64 characters.</param>
/// <param name="Reason">Why it is resolved: a code, 1 to 64 characters; required for <see cref="AlertAct.Resolve"/>.</param>
[GenerateSerializer, Immutable, Alias("alert-command")]
public sealed record AlertCommand(
    [property: Id(0)] AlertId Alert,
    [property: Id(1)] AlertAct Act,
    [property: Id(2)] string CommandId,
    [property: Id(3)] int ExpectedVersion,
    [property: Id(4)] string By,
    [property: Id(5)] string? Reason);

public enum AlertCommandStatus
{
    Unknown = 0,
    Done = 1,
    NoSuchAlert = 2,

    /// <summary>Somebody else was first, or the alert is closed; the current item is in the answer.</summary>
    Stale = 3,
}

[GenerateSerializer, Immutable, Alias("alert-command-result")]
public sealed record AlertCommandResult([property: Id(0)] AlertCommandStatus Status, [property: Id(1)] Alert? Current);
