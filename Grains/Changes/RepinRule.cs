using Grains.Catalogue;
using Grains.Dossiers;
using Grains.Interfaces.Changes;

namespace Grains.Changes;

/// <summary>
/// Which dossiers a change is about, and to which versions it brings them. A change moves in a pin only what its own kind of document
/// decides: a new holiday reaches a dossier that keeps the older duration of its procedure.
/// </summary>
internal sealed class RepinRule
{
    private readonly ReferenceKind _kind;
    private readonly ReferenceData _reference;
    private readonly HashSet<string>? _about;

    /// <param name="reference">With the documents of the change in force.</param>
    public RepinRule(ChangeDetail change, ReferenceData reference)
    {
        _kind = change.Kind;
        _reference = reference;
        var named = change.Documents.ToHashSet(StringComparer.Ordinal);
        if (named.Count == 0)
            return;
        // A calendar is inherited, so an agency stands for everything below it.
        _about = _kind == ReferenceKind.Agencies ? named.SelectMany(reference.Branch).ToHashSet(StringComparer.Ordinal) : named;
    }

    /// <summary>Whether the change gives a dossier with this pin another one.</summary>
    public bool Touches(RulePin pin) => IsAbout(pin) && Target(pin, _kind, _reference) != pin;

    /// <summary>The pin with what documents of one kind decide as it is in force.</summary>
    public static RulePin Target(RulePin pin, ReferenceKind kind, ReferenceData reference) => kind switch
    {
        ReferenceKind.Calendars when pin.Calendar is { } calendar => pin with { CalendarVersion = reference.Calendars.VersionOf(calendar) },
        // Dossiers of an agency that had no calendar get the one that has come.
        ReferenceKind.Calendars or ReferenceKind.Agencies => Reassigned(pin, reference),
        ReferenceKind.Procedures => pin with { ProcedureVersion = pin.Procedure is { } procedure ? reference.Procedures.VersionOf(procedure) : 0 },
        ReferenceKind.Policies => (reference.NamesCalendar(pin.Agency) ? pin : Reassigned(pin, reference)) with { PolicyVersion = reference.PolicyVersion },
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a kind that decides clocks."),
    };

    private bool IsAbout(RulePin pin) => _about is null || _kind switch
    {
        ReferenceKind.Calendars => _about.Contains(pin.Calendar ?? _reference.CalendarOf(pin.Agency)?.Id ?? ""),
        ReferenceKind.Agencies => _about.Contains(pin.Agency),
        ReferenceKind.Procedures => pin.Procedure is { } procedure && _about.Contains(procedure),
        _ => _about.Contains(ReferenceData.PolicyId),
    };

    // Another calendar comes in its newest version; the same one keeps the dossier's version, which only a change of calendars moves.
    private static RulePin Reassigned(RulePin pin, ReferenceData reference) =>
        reference.CalendarOf(pin.Agency) is { } calendar && calendar.Id != pin.Calendar
            ? pin with { Calendar = calendar.Id, CalendarVersion = calendar.Version }
            : pin;
}
