using System.Collections.Immutable;
using Grains.Interfaces.Catalogue;
using Orleans.Concurrency;

namespace Grains.Interfaces.Changes;

/// <summary>Reviewed changes of reference data: preview, apply, undo; one at a time. One grain; key <see cref="Key"/>.</summary>
[Alias("change")]
public interface IChangeGrain : IGrainWithStringKey
{
    const string Key = "changes/reference";

    /// <summary>
    /// What storing the documents and bringing open dossiers to them would do; nothing but the preview is kept. Documents that are in
    /// force already, and an empty list for all of the kind, preview bringing the dossiers that are behind them up to date.
    /// </summary>
    // Reckons on pure data and guards itself: one at a time, the others are told so and do not wait.
    [Alias("preview-agencies"), AlwaysInterleave, ResponseTimeout("00:05:00")]
    Task<PreviewResult> PreviewAsync(AgenciesDocument document, CancellationToken cancellationToken);

    // As for agencies.
    [Alias("preview-procedures"), AlwaysInterleave, ResponseTimeout("00:05:00")]
    Task<PreviewResult> PreviewAsync(ProceduresDocument document, CancellationToken cancellationToken);

    // As for agencies.
    [Alias("preview-calendars"), AlwaysInterleave, ResponseTimeout("00:05:00")]
    Task<PreviewResult> PreviewAsync(CalendarsDocument document, CancellationToken cancellationToken);

    // As for agencies.
    [Alias("preview-policies"), AlwaysInterleave, ResponseTimeout("00:05:00")]
    Task<PreviewResult> PreviewAsync(PoliciesDocument document, CancellationToken cancellationToken);

    /// <summary>Null when there is none of that id.</summary>
    // Reads only, so that a running job can be watched.
    [Alias("get"), AlwaysInterleave]
    Task<ChangeDetail?> GetAsync(string change, CancellationToken cancellationToken);

    /// <summary>The newest 100, newest first, without samples.</summary>
    // Reads only.
    [Alias("list"), AlwaysInterleave]
    Task<ChangeList> ListAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Begins to apply or to undo. Once begun it is durable and goes on to its end, also across a crash. Asking again while it runs
    /// begins nothing anew.
    /// </summary>
    [Alias("act")]
    Task<ChangeResult> ActAsync(ChangeCommand command, CancellationToken cancellationToken);

    /// <summary>Makes sure that a change that was under way goes on; called at start-up.</summary>
    [Alias("wake")]
    Task WakeAsync(CancellationToken cancellationToken);
}

/// <summary>The preview, or why there is none: problems in the document, a change under way, or another preview.</summary>
[GenerateSerializer, Immutable, Alias("preview-result")]
public sealed record PreviewResult(
    [property: Id(0)] ChangeDetail? Preview, [property: Id(1)] ImmutableArray<DocumentProblem> Problems, [property: Id(2)] string? Running = null)
{
    /// <summary>Another preview is being reckoned: try again in a few seconds.</summary>
    public static PreviewResult Busy { get; } = new(null, []);
}

[GenerateSerializer, Immutable, Alias("change-list")]
public sealed record ChangeList([property: Id(0)] ImmutableArray<ChangeDetail> Changes);

/// <param name="By">Who decided it, 1 to 64 characters.</param>
/// <param name="Reason">Why, at most 500 characters.</param>
[GenerateSerializer, Immutable, Alias("change-command")]
public sealed record ChangeCommand(
    [property: Id(0)] string Change, [property: Id(1)] ChangeVerb Verb, [property: Id(2)] string By, [property: Id(3)] string? Reason);

public enum ChangeOutcome
{
    Unknown = 0,

    /// <summary>It runs.</summary>
    Begun = 1,
    NoSuchChange = 2,

    /// <summary>Another change runs: the one in the result.</summary>
    OtherRuns = 3,

    /// <summary>The reference data, or the dossiers' rules, were changed since the preview.</summary>
    Stale = 4,
    Expired = 5,

    /// <summary>It is not in a state in which this can be done.</summary>
    WrongState = 6,

    /// <summary>Undo only: its documents, or dossiers that it moved, were changed again since. The result is the change to undo first, if it was one.</summary>
    Superseded = 7,
}

[GenerateSerializer, Immutable, Alias("change-result")]
public sealed record ChangeResult([property: Id(0)] ChangeOutcome Outcome, [property: Id(1)] ChangeDetail? Change);
