using Grains.Interfaces.Dossiers;

namespace Grains.Dossiers;

/// <summary>Every refusal that the domain gives, with its remedy.</summary>
internal static class Refusals
{
    public static Refusal UnknownAgency(string field, string code) => new(
        "unknown-agency", field, $"Agency '{code}' is not in the catalogue: put it at /api/v1/reference/agencies first, or correct the code.");

    public static Refusal UnknownProcedure(string? code) => new(
        "unknown-procedure", "procedure",
        $"Procedure '{code}' is not in the catalogue: put it at /api/v1/reference/procedures, send the dossier's own 'due', or set 'openCatalogue' on the agency.");

    public static Refusal InTheFuture(DateTimeOffset at, DateTimeOffset now) => new(
        "in-the-future", "at", $"{at:O} is more than five minutes ahead of the service's clock ({now:O}): send it when its time has come, or correct the source's clock.");

    public static Refusal TooManyEvents { get; } = new(
        "too-many-events", "dossier", $"The dossier already has {DossierState.MaxEvents} events: the source is sending a new id for the same fact each time; make its ids stable.");

    /// <summary>Null for an effect that is no refusal.</summary>
    public static Refusal? Of(Effect effect) => effect switch
    {
        Effect.AlreadyReceived => new Refusal("already-received", "type", "The same source has already received this dossier: send 'transferred' or 'extended' to change it."),
        Effect.AlreadyEnded => new Refusal("already-ended", "type", "The dossier has already ended: send 'received' with a later 'at' to reopen it first."),
        Effect.AlreadyPaused => new Refusal("already-paused", "type", "A request of this kind is still open: send its answer first, with an earlier 'at'."),
        Effect.AlreadyExtended => new Refusal("already-extended", "type", "The dossier has been extended as often as its rules allow, and once more is not allowed."),
        Effect.ExtendedAfterDue => new Refusal("extension-after-due", "at", "The due date had passed, and its rules allow an extension only before: the dossier stays late."),
        Effect.ExtendedNoLater => new Refusal("extension-not-later", "due", "The new due date is not after the one that it replaces: send the later date that the citizen was told."),
        Effect.ExtendedWithoutDocument => new Refusal("extension-needs-document", "document", "Its rules ask for the document that tells the citizen (Mẫu 04): send its number in 'document'."),
        _ => null,
    };
}
