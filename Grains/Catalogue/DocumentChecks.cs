using System.Collections.Immutable;
using Grains.Interfaces.Agencies;
using Grains.Interfaces.Catalogue;
using Grains.Time;

namespace Grains.Catalogue;

/// <summary>What is wrong with reference documents, given what is there already. Every problem names its field and its remedy.</summary>
internal sealed partial class DocumentChecks
{
    /// <summary>Most documents in one PUT.</summary>
    public const int MaxDocuments = 20_000;

    /// <summary>Most rungs of a ladder, and most steps of a procedure.</summary>
    public const int MaxParts = 50;

    private const int MaxNameLength = 500;
    private const int MaxIdLength = 64;

    private readonly ImmutableArray<DocumentProblem>.Builder _problems = ImmutableArray.CreateBuilder<DocumentProblem>();

    public static ImmutableArray<DocumentProblem> Of(AgenciesDocument document, ReferenceData reference)
    {
        var checks = new DocumentChecks();
        var given = (document.Agencies.IsDefault ? [] : document.Agencies).Where(agency => agency?.Code is not null).ToLookup(agency => agency.Code, StringComparer.Ordinal);
        checks.Each("agencies", document.Agencies, agency => agency.Code, (path, agency) => checks.Agency(path, agency, given, reference));
        return checks._problems.ToImmutable();
    }

    public static ImmutableArray<DocumentProblem> Of(ProceduresDocument document)
    {
        var checks = new DocumentChecks();
        checks.Each("procedures", document.Procedures, procedure => procedure.Code, checks.Procedure);
        return checks._problems.ToImmutable();
    }

    public static ImmutableArray<DocumentProblem> Of(CalendarsDocument document)
    {
        var checks = new DocumentChecks();
        checks.Each("calendars", document.Calendars, calendar => calendar.Id, checks.Calendar);
        return checks._problems.ToImmutable();
    }

    public static ImmutableArray<DocumentProblem> Of(PoliciesDocument document, ReferenceData reference)
    {
        var checks = new DocumentChecks();
        checks.Each("policies", document.Policies, policy => policy.Id, (path, policy) => checks.Policy(path, policy, reference));
        return checks._problems.ToImmutable();
    }

    private void Each<T>(string list, ImmutableArray<T> documents, Func<T, string?> idOf, Action<string, T> check)
    {
        if (documents.IsDefaultOrEmpty || documents.Length > MaxDocuments)
        {
            Add(list, $"give 1 to {MaxDocuments} documents");
            return;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < documents.Length; i++)
        {
            var path = $"{list}[{i}]";
            if (documents[i] is null)
                Add(path, "is null: remove it");
            else if (idOf(documents[i]) is { Length: > 0 } id && !seen.Add(id))
                Add(path, $"'{id}' stands twice in this document: keep one");
            else
                check(path, documents[i]);
        }
    }

    private void Agency(string path, AgencyDocument agency, ILookup<string, AgencyDocument> given, ReferenceData reference)
    {
        if (!AgencyCode.TryParse(agency.Code, out _))
            Add($"{path}.code", $"give 1 to {AgencyCode.MaxLength} characters without control characters or outer spaces");
        Name($"{path}.name", agency.Name);
        if (!AgencyKinds.All.Contains(agency.Kind))
            Add($"{path}.kind", $"use one of {string.Join(", ", AgencyKinds.All)}");
        if (agency.Level is null or { Length: > MaxIdLength })
            Add($"{path}.level", $"give at most {MaxIdLength} characters");
        if (agency.Calendar is { } calendar && reference.Calendars.Find(calendar) is null)
            Add($"{path}.calendar", $"calendar '{calendar}' is not known: put it at /api/v1/reference/calendars first");
        if (agency.ValidTo < agency.ValidFrom)
            Add($"{path}.validTo", "must not be before validFrom");
        var above = agency.Parent;
        for (var steps = 0; above is not null; steps++)
        {
            var next = given[above].FirstOrDefault() ?? reference.Agencies.Find(above);
            if (next is null)
            {
                Add($"{path}.parent", $"agency '{above}' is neither in this document nor known: add it");
                return;
            }

            if (above == agency.Code || steps > 32)
            {
                Add($"{path}.parent", "leads back to the agency itself, or is more than 32 levels deep: correct the tree");
                return;
            }

            above = next.Parent;
        }
    }

    private void Procedure(string path, ProcedureDocument procedure)
    {
        Id($"{path}.code", procedure.Code);
        Name($"{path}.name", procedure.Name);
        Allowance($"{path}.duration", procedure.Duration, required: true);
        Allowance($"{path}.commitment", procedure.Commitment);
        Allowance($"{path}.acceptance", procedure.Acceptance);
        Allowance($"{path}.dueSoon", procedure.DueSoon);
        if (procedure is { CutOff: not null, Duration: { } duration } && !IsWithinADay(duration))
            Add($"{path}.cutOff", "is for same-day procedures, of at most 8 hours or 1 working day: remove it, or correct the duration");
        if (procedure.Options?.RoundUpMinutes is < 0 or > DeadlineRules.MaxRoundUpMinutes)
            Add($"{path}.options.roundUpMinutes", $"give 0 to {DeadlineRules.MaxRoundUpMinutes}");
        Extension($"{path}.extension", procedure.Extension);
        All($"{path}.steps", procedure.Steps, (at, step) =>
        {
            Id($"{at}.code", step.Code);
            Name($"{at}.name", step.Name);
            Allowance($"{at}.duration", step.Duration);
        });
        if (!procedure.Steps.IsDefault && procedure.Steps.OfType<StepDocument>().GroupBy(step => step.Code, StringComparer.Ordinal).Any(group => group.Count() > 1))
            Add($"{path}.steps", "two steps have the same code: give each its own");
    }

    private void Calendar(string path, CalendarDocument calendar)
    {
        Id($"{path}.id", calendar.Id);
        if (!WorkingCalendar.TryCreate(calendar, 1, out _, out var problems))
            _problems.AddRange(problems.Select(problem => new DocumentProblem($"{path}.{problem.Field}", problem.Message)));
    }

    private void Policy(string path, PolicyDocument policy, ReferenceData reference)
    {
        Id($"{path}.id", policy.Id);
        if (policy.DefaultCalendar is null || reference.Calendars.Find(policy.DefaultCalendar) is null)
            Add($"{path}.defaultCalendar", "names a calendar that is not known: put it at /api/v1/reference/calendars first");
        Allowance($"{path}.dueSoon", policy.DueSoon, required: true);
        Allowance($"{path}.acceptance", policy.Acceptance, required: true);
        Allowance($"{path}.petition", policy.Petition, required: true);
        Extension($"{path}.extension", policy.Extension);
        if (policy.MinimumRatings < 1)
            Add($"{path}.minimumRatings", "give 1 or more");
        if (policy.SourceLateAfterSeconds < 1 || policy.SourceSilentAfterSeconds < 1)
            Add($"{path}.sourceLateAfterSeconds", "give 1 second or more, for silent too");
        All($"{path}.rungs", policy.Rungs, Rung);
        if (!policy.Rungs.IsDefault && policy.Rungs.OfType<RungDocument>().GroupBy(rung => rung.Code, StringComparer.Ordinal).Any(group => group.Count() > 1))
            Add($"{path}.rungs", "two rungs have the same code: give each its own");
    }

    private void Extension(string path, ExtensionDocument? extension)
    {
        if (extension?.MaxTimes is < 0 or > 10)
            Add($"{path}.maxTimes", "give 0 to 10");
        if (extension?.NoticeDays is < 0 or > 30)
            Add($"{path}.noticeDays", "give 0 to 30 open days");
    }

    private void All<T>(string list, ImmutableArray<T> parts, Action<string, T> check)
        where T : class
    {
        if (parts.IsDefault || parts.Length > MaxParts)
        {
            Add(list, $"give a list of at most {MaxParts}; an empty one for none");
            return;
        }

        for (var i = 0; i < parts.Length; i++)
        {
            if (parts[i] is { } part)
                check($"{list}[{i}]", part);
            else
                Add($"{list}[{i}]", "is null: remove it");
        }
    }

    private void Rung(string path, RungDocument rung)
    {
        if (rung.Code is not { Length: > 0 and <= 32 } || !rung.Code.All(char.IsAsciiLetterOrDigit))
            Add($"{path}.code", "give 1 to 32 letters and digits");
        if (rung.When is not (RungDocument.WhenDueSoon or RungDocument.WhenDue))
            Add($"{path}.when", $"use {RungDocument.WhenDueSoon} or {RungDocument.WhenDue}");
        if (rung.To is not (RungDocument.ToAgency or RungDocument.ToParent))
            Add($"{path}.to", $"use {RungDocument.ToAgency} or {RungDocument.ToParent}");
        Id($"{path}.role", rung.Role);
        Allowance($"{path}.after", rung.After);
    }

    private static bool IsWithinADay(Allowance allowance) => allowance.Unit switch
    {
        AllowanceUnit.None => true,
        AllowanceUnit.Hours => allowance.Value <= 8,
        AllowanceUnit.Seconds => allowance.Value <= 8 * 3600,
        AllowanceUnit.WorkingDays => allowance.Value <= 1,
        _ => false,
    };

    private void Id(string field, string? id)
    {
        if (id is not { Length: > 0 and <= MaxIdLength } || id.Any(char.IsControl))
            Add(field, $"give 1 to {MaxIdLength} characters without control characters");
    }

    private void Name(string field, BilingualText? name)
    {
        if (string.IsNullOrWhiteSpace(name?.Vi) || name.Vi.Length > MaxNameLength || name.En?.Length > MaxNameLength)
            Add($"{field}.vi", $"give the Vietnamese name, at most {MaxNameLength} characters, the English one too");
    }

    private void Allowance(string field, Allowance? allowance, bool required = false)
    {
        if (allowance is null)
        {
            if (required)
                Add(field, "is missing: give {\"unit\":\"workingDays\",\"value\":5}, or the unit none");
            return;
        }

        var whole = allowance.Unit is AllowanceUnit.CalendarDays or AllowanceUnit.Months;
        if (allowance.Value is < 0 or > 10_000 || (whole && !decimal.IsInteger(allowance.Value)))
            Add($"{field}.value", "give 0 to 10000, and a whole number for calendarDays and months");
    }

    private void Add(string field, string message) => _problems.Add(new DocumentProblem(field, message));
}
