using System.Collections.Immutable;
using Grains.Catalogue;
using Grains.Dossiers;
using Grains.Interfaces.Catalogue;
using Grains.Interfaces.Changes;
using Grains.Interfaces.Dossiers;
using Grains.Tests.Catalogue;
using Grains.Tests.Dossiers;
using Grains.Tests.Time;

namespace Grains.Tests.Changes;

/// <summary>The office's catalogue with one document changed, for each kind.</summary>
internal static class Moved
{
    /// <summary>Closed from 4 to 10 March 2026, so that due dates move later.</summary>
    public static CalendarDocument Closed => Calendars.OfficeDocument() with
    {
        Closed = Calendars.OfficeDocument().Closed.Add(new ClosedDays { From = new DateOnly(2026, 3, 4), To = new DateOnly(2026, 3, 10), Name = "Bão số 3" }),
    };

    /// <summary>Open every day, around the clock, so that due dates move earlier.</summary>
    public static CalendarDocument AllDay => Calendars.OfficeDocument() with
    {
        Closed = [],
        MakeUp = [],
        Week = Calendars.Week("mon tue wed thu fri sat sun", ("00:00", "24:00")),
    };

    /// <summary>Speaks for the first days of March only.</summary>
    public static CalendarDocument Short => Calendars.OfficeDocument() with { ValidTo = new DateOnly(2026, 3, 5) };

    public static ReferenceData Calendar(CalendarDocument document, int version = 2) =>
        Office.Reference.With(new DocumentSet { Calendars = [(document.Id, version, document)] });

    public static ImmutableArray<(ReferenceKind Kind, ReferenceData After)> All { get; } =
    [
        (ReferenceKind.Calendars, Calendar(Closed)),
        (ReferenceKind.Calendars, Calendar(AllDay)),
        (ReferenceKind.Calendars, Calendar(Short)),
        (ReferenceKind.Procedures, Office.Reference.With(new DocumentSet
        {
            Procedures =
            [
                ("five-days", 2, Office.Procedure("five-days", AllowanceUnit.WorkingDays, 3)),
                ("no-limit", 2, Office.Procedure("no-limit", AllowanceUnit.Hours, 6)),
                ("unknown", 1, Office.Procedure("unknown", AllowanceUnit.WorkingDays, 2)),
            ],
        })),
        (ReferenceKind.Policies, Office.Reference.With(new DocumentSet
        {
            Policies = [(ReferenceData.PolicyId, 2, Office.Policy with { DueSoon = new Allowance(AllowanceUnit.WorkingDays, 3), Rungs = Office.Policy.Rungs.RemoveAt(1) })],
        })),
        (ReferenceKind.Agencies, Office.Reference.With(new DocumentSet
        {
            Calendars = [("night", 1, AllDay with { Id = "night" })],
            Agencies = [(Office.Department, 2, Office.Agency(Office.Department, Office.Province) with { Calendar = "night" })],
        })),
    ];

    public static ChangeDetail Change(ReferenceKind kind, params string[] documents) => new()
    {
        Kind = kind, State = ChangeState.Previewed, Made = default, Expires = default, Basis = 0, Changed = [.. documents],
    };

    /// <summary>A dossier that was told these events up to an instant, live or in a backfill.</summary>
    public static DossierState Told(Telling telling, IngestMode mode, DateTimeOffset now, ReferenceData? reference = null) =>
        Dossier.Apply(ADossier.Code, DossierState.Empty, telling.Events, mode, now, reference ?? Office.Reference).Next.State;
}
