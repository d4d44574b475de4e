using Grains.Catalogue;
using Grains.Interfaces.Catalogue;
using Grains.Time;

namespace Grains.Dossiers;

/// <summary>The rules that decide one dossier's clock, in the versions it is pinned to.</summary>
/// <param name="Calendar">Null when the catalogue knows none for the agency: nothing is then computed, and never 24/7 assumed.</param>
/// <param name="Procedure">Null when the catalogue does not know the procedure.</param>
internal sealed record Rules(WorkingCalendar? Calendar, ProcedureDocument? Procedure, PolicyDocument Policy)
{
    public Allowance DueSoon => Procedure?.DueSoon ?? Policy.DueSoon;

    public ExtensionDocument Extension => Procedure?.Extension ?? Policy.Extension ?? ExtensionDocument.Default;

    public ClockOptions Options => Procedure?.Options ?? ClockOptions.Default;

    public static RulePin Pin(ReferenceData reference, string agency, string? procedure)
    {
        var calendar = reference.CalendarOf(agency);
        return new RulePin(
            agency, procedure,
            calendar?.Id, calendar?.Version ?? 0, procedure is null ? 0 : reference.Procedures.VersionOf(procedure), reference.PolicyVersion);
    }

    public static Rules Of(ReferenceData reference, RulePin pin) => new(
        pin.Calendar is null ? null : reference.Calendars.Find(pin.Calendar, pin.CalendarVersion),
        pin.Procedure is null ? null : reference.Procedures.Find(pin.Procedure, pin.ProcedureVersion),
        reference.PolicyAt(pin.PolicyVersion));
}
