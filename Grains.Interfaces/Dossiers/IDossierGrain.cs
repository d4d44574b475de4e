using System.Collections.Immutable;
using Grains.Interfaces.Changes;
using Grains.Interfaces.Escalation;

namespace Grains.Interfaces.Dossiers;

/// <summary>Events that describe the past raise no alerts.</summary>
public enum IngestMode
{
    Live = 0,
    Backfill = 1,
}

/// <summary>One dossier. Key: <see cref="DossierCode.GrainKey"/>.</summary>
[Alias("dossier")]
public interface IDossierGrain : IGrainWithStringKey
{
    /// <summary>
    /// Applies the events in the order given and answers one outcome for each, in the same order. Idempotent by (source, id).
    /// On return what was applied is committed and its agencies have counted it. Throws when storage fails: nothing may then be
    /// taken as applied, and sending the same events again is always right.
    /// </summary>
    [Alias("apply")]
    Task<ImmutableArray<EventOutcome>> ApplyAsync(ImmutableArray<DossierEvent> events, IngestMode mode, CancellationToken cancellationToken);

    /// <summary>Null when no event of this dossier was ever kept.</summary>
    [Alias("get")]
    Task<DossierDetail?> GetAsync(CancellationToken cancellationToken);

    /// <summary>How its due dates came about, as of an instant or (null, or one to come) now. Null when no event was ever kept.</summary>
    [Alias("explain")]
    Task<DossierExplanation?> ExplainAsync(DateTimeOffset? asOf, CancellationToken cancellationToken);

    /// <summary>Climbs every rung whose instant has come; each rung at most once. Called by the competent agency's timer.</summary>
    [Alias("climb")]
    Task ClimbAsync(CancellationToken cancellationToken);

    /// <summary>An officer's act on one alert. Idempotent by command id; durable on return.</summary>
    [Alias("command-alert")]
    Task<AlertCommandResult> CommandAlertAsync(AlertCommand command, CancellationToken cancellationToken);

    /// <summary>
    /// Brings an open dossier to the rules of one kind that are in force, for a reviewed change; the pin from before and its due date
    /// are kept. Idempotent by change; answers whether this call moved it. Durable and counted on return.
    /// </summary>
    [Alias("repin")]
    Task<bool> RepinAsync(string change, ReferenceKind kind, CancellationToken cancellationToken);

    /// <summary>Gives an open dossier back the rules that it had before a change moved it. Idempotent; otherwise as <see cref="RepinAsync"/>.</summary>
    [Alias("restore-pin")]
    Task<bool> RestorePinAsync(string change, CancellationToken cancellationToken);
}
