using System.Collections.Immutable;

namespace Grains.Interfaces.Changes;

/// <summary>The kinds of reference documents that decide the clocks of dossiers.</summary>
public enum ReferenceKind
{
    Unknown = 0,
    Agencies = 1,
    Procedures = 2,
    Calendars = 3,
    Policies = 4,
}

public enum ChangeState
{
    Unknown = 0,
    Previewed = 1,

    /// <summary>Its documents are in force, and open dossiers are being moved.</summary>
    Applying = 2,
    Applied = 3,

    /// <summary>The content from before is in force again, and dossiers are being moved back.</summary>
    Undoing = 4,
    Undone = 5,

    /// <summary>Everything moved but the dossiers that are named; applying or undoing it again goes on with those.</summary>
    Failed = 6,

    /// <summary>A preview that was not applied in time.</summary>
    Expired = 7,
}

/// <summary>A change of reference data together with what it does to open dossiers: first a preview, then a job, and for ever its record.</summary>
[GenerateSerializer, Immutable, Alias("change-detail")]
public sealed record ChangeDetail
{
    /// <summary>A number in decimal digits, given by the store.</summary>
    [Id(0)] public string Id { get; init; } = "";

    [Id(1)] public required ReferenceKind Kind { get; init; }
    [Id(2)] public required ChangeState State { get; init; }
    [Id(3)] public required DateTimeOffset Made { get; init; }

    /// <summary>After it the preview cannot be applied any more.</summary>
    [Id(4)] public required DateTimeOffset Expires { get; init; }

    /// <summary>The version of the reference data that it was reckoned against.</summary>
    [Id(5)] public required long Basis { get; init; }

    /// <summary>Documents that it adds, by code or id.</summary>
    [Id(6)] public ImmutableArray<string> Added { get; init; } = [];

    /// <summary>Documents that it gives a new version.</summary>
    [Id(7)] public ImmutableArray<string> Changed { get; init; } = [];

    /// <summary>Documents that are in force as given: only dossiers behind them move.</summary>
    [Id(8)] public ImmutableArray<string> Unchanged { get; init; } = [];

    [Id(9)] public ChangeImpact Impact { get; init; } = new();

    /// <summary>Of the newest act; null before the first.</summary>
    [Id(10)] public ChangeProgress? Progress { get; init; }

    /// <summary>Who applied and undid it, oldest first. Kept for ever.</summary>
    [Id(11)] public ImmutableArray<ChangeAct> Acts { get; init; } = [];

    /// <summary>Dossiers that could not be moved, at most 20.</summary>
    [Id(12)] public ImmutableArray<string> Failing { get; init; } = [];

    public bool IsRunning => State is ChangeState.Applying or ChangeState.Undoing;

    /// <summary>The documents named, by code or id; none stands for all of the kind.</summary>
    public IEnumerable<string> Documents => Added.Concat(Changed).Concat(Unchanged);
}

/// <param name="Done">Dossiers moved.</param>
/// <param name="Total">Dossiers to move, as far as known.</param>
[GenerateSerializer, Immutable, Alias("change-progress")]
public sealed record ChangeProgress([property: Id(0)] int Done, [property: Id(1)] int Total);

public enum ChangeVerb
{
    Unknown = 0,
    Apply = 1,
    Undo = 2,
}

/// <summary>One act on a change, for the audit.</summary>
/// <param name="By">Who decided it: an account or a name at the desk, no personal data.</param>
/// <param name="Ended">When the last dossier had moved; null while it runs.</param>
/// <param name="Moved">Dossiers moved by it.</param>
/// <param name="Before">All open dossiers when it began.</param>
/// <param name="After">All open dossiers when it had ended.</param>
[GenerateSerializer, Immutable, Alias("change-act")]
public sealed record ChangeAct(
    [property: Id(0)] ChangeVerb Verb,
    [property: Id(1)] string By,
    [property: Id(2)] string? Reason,
    [property: Id(3)] DateTimeOffset At,
    [property: Id(4)] OpenCounts Before,
    [property: Id(5)] DateTimeOffset? Ended = null,
    [property: Id(6)] int Moved = 0,
    [property: Id(7)] OpenCounts? After = null);

/// <summary>All open dossiers at one instant; what each word means is said at <see cref="Agencies.Figures"/>.</summary>
[GenerateSerializer, Immutable, Alias("open-counts")]
public sealed record OpenCounts(
    [property: Id(0)] int Open, [property: Id(1)] int DueSoon, [property: Id(2)] int Overdue, [property: Id(3)] int NoDue, [property: Id(4)] int OpenAlerts);
