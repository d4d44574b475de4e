using Grains.Catalogue;
using Grains.Interfaces.Catalogue;
using Grains.Tests.Time;

namespace Grains.Tests.Catalogue;

/// <summary>
/// A small catalogue on Vietnamese office hours (Mon-Fri 07:30-11:30 and 13:30-17:30): a province with its hall (a reception point),
/// a department with a division of its own, and a commune that takes procedures nobody knows.
/// </summary>
internal static class Office
{
    public const string Province = "QN";
    public const string Hall = "QN.hall";
    public const string Department = "QN.so";
    public const string Division = "QN.so.phong";
    public const string Commune = "QN.xa";

    public static ReferenceData Reference { get; } = ReferenceData.Empty.With(new DocumentSet
    {
        Agencies =
        [
            Version1(Agency(Province) with { Kind = AgencyKinds.Group }),
            Version1(Agency(Hall, Province) with { Kind = AgencyKinds.Point }),
            Version1(Agency(Department, Province)),
            Version1(Agency(Division, Department)),
            Version1(Agency(Commune, Province) with { OpenCatalogue = true }),
        ],
        Procedures =
        [
            Version1(Procedure("five-days", AllowanceUnit.WorkingDays, 5)),
            Version1(Full),
            Version1(Procedure("two-hours", AllowanceUnit.Hours, 2)),
            Version1(Procedure("no-limit", AllowanceUnit.None, 0)),
        ],
        Calendars = [("office", 1, Calendars.OfficeDocument())],
        Policies = [(ReferenceData.PolicyId, 1, Policy)],
    });

    /// <summary>The built-in ladder (due soon 8 hours before, due, one working day after) on this calendar.</summary>
    public static PolicyDocument Policy => DefaultPolicy.Document with { DefaultCalendar = "office", MinimumRatings = 2 };

    /// <summary>Five working days by law, three by commitment, and two steps of eight and of four working hours.</summary>
    public static ProcedureDocument Full => Procedure("full", AllowanceUnit.WorkingDays, 5) with
    {
        Commitment = new Allowance(AllowanceUnit.WorkingDays, 3),
        Steps = [Step("step 1", 8), Step("step 2", 4)],
    };

    public static AgencyDocument Agency(string code, string? parent = null) => new() { Code = code, Name = new BilingualText(code), Parent = parent };

    public static ProcedureDocument Procedure(string code, AllowanceUnit unit, decimal value) =>
        new() { Code = code, Name = new BilingualText(code), Duration = new Allowance(unit, value) };

    private static StepDocument Step(string code, int hours) => new(code, new BilingualText(code), new Allowance(AllowanceUnit.Hours, hours));

    private static (string, int, AgencyDocument) Version1(AgencyDocument agency) => (agency.Code, 1, agency);

    private static (string, int, ProcedureDocument) Version1(ProcedureDocument procedure) => (procedure.Code, 1, procedure);
}
