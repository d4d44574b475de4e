using System.Net;
using System.Text;
using Grains.Interfaces.Catalogue;
using LiveBoard.Tests.Support;
using NSubstitute;
using Shouldly;
using Xunit;

namespace LiveBoard.Tests.Api;

public class ReferenceApiTests
{
    private const string Agencies = "/api/v1/reference/agencies";

    private static FakeGrains Accepting(List<AgenciesDocument> seen)
    {
        var grains = new FakeGrains();
        grains.Catalogue.PutAsync(Arg.Do<AgenciesDocument>(seen.Add), Arg.Any<CancellationToken>()).Returns(new PutResult(["22"], [], 0, 3, [], []));
        return grains;
    }

    [Fact]
    public async Task Json_and_yaml_of_the_same_shape_are_one_document()
    {
        List<AgenciesDocument> seen = [];
        await using var host = await BoardHost.StartAsync(Accepting(seen));
        const string Json = """{"agencies":[{"code":"22","name":{"vi":"Sở Xây dựng","en":null},"level":"province","kind":"agency","parent":"true","validFrom":"2026-01-01","unknown":1}]}""";
        const string Yaml = """
            # codes need no quotes
            agencies:
              - &first
                code: 22
                name: { vi: Sở Xây dựng, en: ~ }
                level: province
                kind: agency
                parent: true
                validFrom: 2026-01-01
            """;
        foreach (var (body, type) in new[] { (Json, "application/json"), (Yaml, "application/yaml"), (Yaml, "text/yaml; charset=utf-8"), ("\uFEFF" + Yaml, "text/yaml") })
        {
            var answer = await host.PutAsync(Agencies, body, type);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
            (await answer.Content.ReadAsStringAsync()).ShouldBe("""{"added":["22"],"changed":[],"unchanged":0,"version":3,"problems":[],"warnings":[]}""");
        }
        foreach (var document in seen)
            document.Agencies.Single().ShouldBe(new AgencyDocument
            {
                Code = "22", Name = new BilingualText("Sở Xây dựng"), Level = "province", Kind = "agency", Parent = "true", ValidFrom = new DateOnly(2026, 1, 1),
            });
        seen.Count.ShouldBe(4);
    }

    [Fact]
    public async Task Hours_and_dates_in_yaml_stay_text()
    {
        var grains = new FakeGrains();
        ProceduresDocument? seen = null;
        grains.Catalogue.PutAsync(Arg.Do<ProceduresDocument>(document => seen = document), Arg.Any<CancellationToken>()).Returns(new PutResult([], [], 1, 1, [], []));
        await using var host = await BoardHost.StartAsync(grains);
        const string Yaml = """
            procedures:
              - code: 1.10
                name: {vi: Thủ tục}
                duration: {unit: workingDays, value: 7.5}
                cutOff: 15:00
            """;
        (await host.PutAsync("/api/v1/reference/procedures", Yaml, "application/yaml")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var procedure = seen!.Procedures.Single();
        procedure.Code.ShouldBe("1.10");
        procedure.CutOff.ShouldBe(new TimeOnly(15, 0));
        procedure.Duration.ShouldBe(new Allowance(AllowanceUnit.WorkingDays, 7.5m));
    }

    [Theory]
    [InlineData("application/json", "{\"agencies\":[\n{]}", "unreadable-body", 400)]
    [InlineData("application/json", "{} x", "unreadable-body", 400)]
    [InlineData("application/json", "{\"agencies\":[],\"agencies\":[]}", "unreadable-body", 400)]
    [InlineData("application/yaml", "agencies: [", "unreadable-body", 400)]
    [InlineData("application/yaml", "a: 1\na: 2", "unreadable-body", 400)]
    [InlineData("application/yaml", "a: *nowhere", "unreadable-body", 400)]
    [InlineData("application/yaml", "a: &a [*a]", "unreadable-body", 400)]
    [InlineData("application/yaml", "a: {<<: {b: 1}}", "unreadable-body", 400)]
    [InlineData("application/yaml", "a: 1\n---\nb: 2", "unreadable-body", 400)]
    [InlineData("application/json", "[]", "bad-document", 422)]
    [InlineData("application/json", "null", "bad-document", 422)]
    [InlineData("application/json", "{}", "bad-document", 422)]
    [InlineData("application/json", "{\"agencies\":null}", "bad-document", 422)]
    [InlineData("application/json", "{\"agencies\":[null]}", "bad-document", 422)]
    [InlineData("application/json", "{\"agencies\":[{\"code\":1}]}", "bad-document", 422)]
    [InlineData("application/json", "{\"agencies\":[{\"code\":\"\\ud800\"}]}", "bad-document", 422)]
    [InlineData("application/json", "{\"\\ud800\":[]}", "bad-document", 422)]
    [InlineData("application/yaml", "", "bad-document", 422)]
    [InlineData("text/plain", "x", "unsupported-media-type", 415)]
    public async Task What_cannot_be_read_changes_nothing(string type, string body, string problem, int status)
    {
        List<AgenciesDocument> seen = [];
        await using var host = await BoardHost.StartAsync(Accepting(seen));
        await Expect.ProblemAsync(await host.PutAsync(Agencies, body, type), status, problem);
        seen.ShouldBeEmpty();
    }

    [Fact]
    public async Task Problems_are_named_by_their_field()
    {
        await using var host = await BoardHost.StartAsync(Accepting([]));
        var problem = await Expect.ProblemAsync(
            await host.PutAsync(Agencies, """{"agencies":[{"code":"a","name":{"vi":"A"}},{"code":"b","name":"B"}]}"""), 422, "bad-document");
        problem["problems"]![0]!["field"]!.GetValue<string>().ShouldBe("agencies[1].name");
        problem["problems"]![0]!["message"]!.GetValue<string>().ShouldNotContain("Grains");
    }

    [Fact]
    public async Task Missing_fields_are_named_as_documents_name_them()
    {
        await using var host = await BoardHost.StartAsync(Accepting([]));
        var problem = await Expect.ProblemAsync(await host.PutAsync("/api/v1/reference/procedures", """{"procedures":[{"code":"a"}]}"""), 422, "bad-document");
        problem["problems"]![0]!["message"]!.GetValue<string>().ShouldBe("Required fields are missing: 'name', 'duration'.");
    }

    [Fact]
    public async Task An_answer_by_its_status_alone_tells_the_remedy_too()
    {
        await using var host = await BoardHost.StartAsync(Accepting([]));
        var problem = await Expect.ProblemAsync(await host.PostAsync("/api/v1/deadlines", "x", "text/plain"), 415, "unsupported-media-type");
        problem["detail"]!.GetValue<string>().ShouldContain("Content-Type");
    }

    [Fact]
    public async Task All_problems_that_the_catalogue_finds_are_listed()
    {
        var grains = new FakeGrains();
        grains.Catalogue.PutAsync(Arg.Any<AgenciesDocument>(), Arg.Any<CancellationToken>())
            .Returns(PutResult.Refused([new DocumentProblem("agencies[0].parent", "No such agency."), new DocumentProblem("agencies[1].code", "Too long.")]));
        await using var host = await BoardHost.StartAsync(grains);
        var problem = await Expect.ProblemAsync(await host.PutAsync(Agencies, """{"agencies":[]}"""), 422, "bad-document");
        problem["problems"]!.AsArray().Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_bomb_of_aliases_is_refused_before_it_bursts()
    {
        await using var host = await BoardHost.StartAsync(Accepting([]));
        var bomb = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
        for (var i = 1; i < 20; i++)
            bomb.Append('a').Append(i).Append(": &a").Append(i).Append(" [").AppendJoin(',', Enumerable.Repeat($"*a{i - 1}", 10)).Append("]\n");
        await Expect.ProblemAsync(await host.PutAsync(Agencies, bomb.ToString(), "application/yaml"), 400, "unreadable-body");
        await Expect.ProblemAsync(await host.PutAsync(Agencies, "a: " + new string('[', 100_000), "application/yaml"), 400, "unreadable-body");
        await Expect.ProblemAsync(await host.PutAsync(Agencies, new string('[', 100_000)), 400, "unreadable-body");
    }

    [Fact]
    public async Task A_document_over_the_limit_is_refused()
    {
        await using var host = await BoardHost.StartAsync(Accepting([]), ("MaxReferenceBodyBytes", "1024"));
        await Expect.ProblemAsync(await host.PutAsync(Agencies, new string(' ', 2000)), 413, "body-too-large");
    }

    [Fact]
    public async Task A_document_that_was_read_can_be_put_again()
    {
        var grains = new FakeGrains();
        grains.Catalogue.GetCalendarsAsync(Arg.Any<CancellationToken>()).Returns(new CalendarsDocument([new CalendarDocument { Id = "vn", Zone = "Asia/Ho_Chi_Minh" }]));
        CalendarsDocument? seen = null;
        grains.Catalogue.PutAsync(Arg.Do<CalendarsDocument>(document => seen = document), Arg.Any<CancellationToken>()).Returns(new PutResult([], [], 1, 1, [], []));
        await using var host = await BoardHost.StartAsync(grains);
        var text = await (await host.GetAsync("/api/v1/reference/calendars")).Content.ReadAsStringAsync();
        (await host.PutAsync("/api/v1/reference/calendars", text)).StatusCode.ShouldBe(HttpStatusCode.OK, text);
        seen!.Calendars.Single().Id.ShouldBe("vn");
    }
}
