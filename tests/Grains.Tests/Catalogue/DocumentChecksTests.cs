using System.Collections.Immutable;
using Grains.Catalogue;
using Grains.Interfaces.Catalogue;
using Grains.Tests.Time;
using Shouldly;
using Xunit;

namespace Grains.Tests.Catalogue;

/// <summary>Every mistake in a reference document is told with its field and its remedy, and all of them at once.</summary>
public sealed class DocumentChecksTests
{
    private static readonly AgencyDocument Agency = Office.Agency("QN.moi", Office.Province);
    private static readonly ProcedureDocument Procedure = Office.Procedure("p", AllowanceUnit.WorkingDays, 5);
    private static readonly StepDocument Step = new("s", new BilingualText("Bước"), null);
    private static readonly RungDocument Rung = Office.Policy.Rungs[0];

    public static TheoryData<string, AgencyDocument> BadAgencies => new()
    {
        { "agencies[0].code", Agency with { Code = "" } },
        { "agencies[0].code", Agency with { Code = " QN" } },
        { "agencies[0].code", Agency with { Code = new string('a', 65) } },
        { "agencies[0].name.vi", Agency with { Name = new BilingualText(" ") } },
        { "agencies[0].name.vi", Agency with { Name = null! } },
        { "agencies[0].kind", Agency with { Kind = "team" } },
        { "agencies[0].kind", Agency with { Kind = null! } },
        { "agencies[0].level", Agency with { Level = null! } },
        { "agencies[0].parent", Agency with { Parent = "unknown" } },
        { "agencies[0].parent", Agency with { Parent = Agency.Code } },
        { "agencies[0].parent", Agency with { Code = Office.Province, Parent = Office.Division } },
        { "agencies[0].calendar", Agency with { Calendar = "unknown" } },
        { "agencies[0].validTo", Agency with { ValidFrom = new DateOnly(2026, 2, 1), ValidTo = new DateOnly(2026, 1, 1) } },
        { "agencies[0]", null! },
    };

    public static TheoryData<string, ProcedureDocument> BadProcedures => new()
    {
        { "procedures[0].code", Procedure with { Code = "" } },
        { "procedures[0].name.vi", Procedure with { Name = new BilingualText("") } },
        { "procedures[0].duration", Procedure with { Duration = null! } },
        { "procedures[0].duration.value", Procedure with { Duration = new Allowance(AllowanceUnit.Hours, -1) } },
        { "procedures[0].duration.value", Procedure with { Duration = new Allowance(AllowanceUnit.Months, 1.5m) } },
        { "procedures[0].commitment.value", Procedure with { Commitment = new Allowance(AllowanceUnit.Hours, 10_001) } },
        { "procedures[0].acceptance.value", Procedure with { Acceptance = new Allowance(AllowanceUnit.CalendarDays, 0.5m) } },
        { "procedures[0].dueSoon.value", Procedure with { DueSoon = new Allowance(AllowanceUnit.Hours, -8) } },
        { "procedures[0].cutOff", Procedure with { CutOff = new TimeOnly(15, 0), Duration = new Allowance(AllowanceUnit.WorkingDays, 2) } },
        { "procedures[0].options.roundUpMinutes", Procedure with { Options = new ClockOptions { RoundUpMinutes = -5 } } },
        { "procedures[0].options.roundUpMinutes", Procedure with { Options = new ClockOptions { RoundUpMinutes = 1_441 } } },
        { "procedures[0].steps[0].code", Procedure with { Steps = [Step with { Code = "" }] } },
        { "procedures[0].steps[0].name.vi", Procedure with { Steps = [Step with { Name = new BilingualText(" ") }] } },
        { "procedures[0].steps[0].duration.value", Procedure with { Steps = [Step with { Duration = new Allowance(AllowanceUnit.Hours, -1) }] } },
        { "procedures[0].steps", Procedure with { Steps = [Step, Step] } },
        { "procedures[0].extension.maxTimes", Procedure with { Extension = new ExtensionDocument { MaxTimes = 11 } } },
        { "procedures[0].extension.noticeDays", Procedure with { Extension = new ExtensionDocument { NoticeDays = -1 } } },
        { "procedures[0].steps[1]", Procedure with { Steps = [Step, null!] } },
        { "procedures[0].steps", Procedure with { Steps = [.. Enumerable.Repeat(Step, 51)] } },
        { "procedures[0].steps", Procedure with { Steps = default } },
    };

    public static TheoryData<string, PolicyDocument> BadPolicies => new()
    {
        { "policies[0].id", Office.Policy with { Id = "" } },
        { "policies[0].defaultCalendar", Office.Policy with { DefaultCalendar = "unknown" } },
        { "policies[0].defaultCalendar", Office.Policy with { DefaultCalendar = null! } },
        { "policies[0].dueSoon", Office.Policy with { DueSoon = null! } },
        { "policies[0].petition", Office.Policy with { Petition = null! } },
        { "policies[0].extension.noticeDays", Office.Policy with { Extension = new ExtensionDocument { NoticeDays = 31 } } },
        { "policies[0].minimumRatings", Office.Policy with { MinimumRatings = 0 } },
        { "policies[0].sourceLateAfterSeconds", Office.Policy with { SourceSilentAfterSeconds = 0 } },
        { "policies[0].rungs[0].code", Office.Policy with { Rungs = [Rung with { Code = "a b" }] } },
        { "policies[0].rungs[0].when", Office.Policy with { Rungs = [Rung with { When = "someday" }] } },
        { "policies[0].rungs[0].to", Office.Policy with { Rungs = [Rung with { To = "press" }] } },
        { "policies[0].rungs[0].role", Office.Policy with { Rungs = [Rung with { Role = "" }] } },
        { "policies[0].rungs[0].after.value", Office.Policy with { Rungs = [Rung with { After = new Allowance(AllowanceUnit.Hours, -1) }] } },
        { "policies[0].rungs[0]", Office.Policy with { Rungs = [null!] } },
        { "policies[0].rungs", Office.Policy with { Rungs = [Rung, Rung] } },
        { "policies[0].rungs", Office.Policy with { Rungs = default } },
    };

    [Theory]
    [MemberData(nameof(BadAgencies))]
    public void An_agency_that_is_wrong(string field, AgencyDocument agency) =>
        ShouldName(field, DocumentChecks.Of(new AgenciesDocument([agency]), Office.Reference));

    [Theory]
    [MemberData(nameof(BadProcedures))]
    public void A_procedure_that_is_wrong(string field, ProcedureDocument procedure) =>
        ShouldName(field, DocumentChecks.Of(new ProceduresDocument([procedure])));

    [Theory]
    [MemberData(nameof(BadPolicies))]
    public void A_policy_that_is_wrong(string field, PolicyDocument policy) =>
        ShouldName(field, DocumentChecks.Of(new PoliciesDocument([policy]), Office.Reference));

    [Fact]
    public void A_calendar_that_is_wrong() =>
        ShouldName("calendars[0].zone", DocumentChecks.Of(new CalendarsDocument([Calendars.OfficeDocument() with { Zone = "Mars" }])));

    [Fact]
    public void What_is_right_has_no_problem()
    {
        DocumentChecks.Of(new AgenciesDocument([Agency, Office.Agency("QN.moi.phong", "QN.moi") with { Calendar = "office" }]), Office.Reference).ShouldBeEmpty();
        DocumentChecks.Of(new ProceduresDocument([Procedure with { Steps = [Step] }])).ShouldBeEmpty();
        DocumentChecks.Of(new CalendarsDocument([Calendars.OfficeDocument()])).ShouldBeEmpty();
        DocumentChecks.Of(new PoliciesDocument([Office.Policy]), Office.Reference).ShouldBeEmpty();
    }

    [Fact]
    public void All_mistakes_are_told_at_once()
    {
        var problems = DocumentChecks.Of(new AgenciesDocument([Agency with { Kind = "team" }, Agency, Office.Agency("x", "nowhere")]), Office.Reference);
        problems.Select(problem => problem.Field).ShouldBe(["agencies[0].kind", "agencies[1]", "agencies[2].parent"]);
    }

    [Fact]
    public void A_document_with_nothing_in_it_is_no_document()
    {
        ShouldName("agencies", DocumentChecks.Of(new AgenciesDocument([]), Office.Reference));
        ShouldName("agencies", DocumentChecks.Of(new AgenciesDocument(default), Office.Reference));
        ShouldName("procedures", DocumentChecks.Of(new ProceduresDocument([.. Enumerable.Repeat(Procedure, DocumentChecks.MaxDocuments + 1)])));
    }

    [Fact]
    public void A_tree_may_be_as_large_as_a_document()
    {
        var all = Enumerable.Range(0, DocumentChecks.MaxDocuments).Select(i => Office.Agency($"a{i}", i == 0 ? null : $"a{(i - 1) / 20}"));
        DocumentChecks.Of(new AgenciesDocument([.. all]), ReferenceData.Empty).ShouldBeEmpty();
    }

    private static void ShouldName(string field, ImmutableArray<DocumentProblem> problems)
    {
        problems.Select(problem => problem.Field).Distinct().ShouldBe([field]);
        problems.ShouldAllBe(problem => problem.Message.Length > 8);
    }
}
