using System.Net.Http.Headers;
using Grains.Interfaces.Agencies;
using Grains.Interfaces.Catalogue;
using Grains.Interfaces.Deadlines;
using Grains.Interfaces.Dossiers;
using LiveBoard.Tests.Support;
using NSubstitute;
using Shouldly;
using Xunit;

namespace LiveBoard.Tests.Api;

public sealed class ExplanationApiTests
{
    private const string Path = "/api/v1/dossiers/H49%2F26-1/explanation";

    [Fact]
    public async Task It_is_json_unless_text_is_liked_best()
    {
        await using var host = await HostAsync();
        var json = await BoardHost.JsonOf(await host.GetAsync(Path));
        json["clocks"]![0]!["kind"]!.GetValue<string>().ShouldBe("handling");
        json["clocks"]![0]!["steps"]![1]!["kind"]!.GetValue<string>().ShouldBe("closedDay");
        host.Grains.DossierKeys.ShouldContain("d/H49/26-1");
        var text = await AskAsync(host, Path, "text/plain");
        text.Content.Headers.ContentType!.ToString().ShouldBe("text/plain; charset=utf-8");
        text.Content.Headers.ContentLanguage.ShouldBe(["vi"]);
    }

    [Theory]
    [InlineData("", null, "Giải thích thời hạn")]
    [InlineData("", "en-GB,vi;q=0.5", "The deadlines of dossier")]
    [InlineData("", "fr, vi;q=0.5", "Giải thích thời hạn")]
    [InlineData("?lang=vi", "en", "Giải thích thời hạn")]
    [InlineData("?lang=en", null, "The deadlines of dossier")]
    public async Task The_language_is_the_one_named_or_else_accepted_or_else_Vietnamese(string query, string? accepted, string beginning)
    {
        await using var host = await HostAsync();
        (await (await AskAsync(host, Path + query, "text/plain", accepted)).Content.ReadAsStringAsync()).ShouldStartWith(beginning);
    }

    [Fact]
    public async Task What_cannot_be_answered_is_a_problem()
    {
        await using var host = await HostAsync();
        await Expect.ProblemAsync(await host.GetAsync(Path + "?lang=fr"), 400, "bad-parameter");
        await Expect.ProblemAsync(await host.GetAsync(Path + "?asOf=yesterday"), 400, "bad-parameter");
        await Expect.ProblemAsync(await host.GetAsync(Path + "?asOf=2030-01-01T00:00:00Z"), 400, "bad-parameter");
        host.Grains.Dossier.ExplainAsync(Arg.Any<DateTimeOffset?>(), Arg.Any<CancellationToken>()).Returns((DossierExplanation?)null);
        await Expect.ProblemAsync(await host.GetAsync(Path), 404, "unknown-dossier");
        await Expect.ProblemAsync(await host.GetAsync("/api/v1/dossiers/%20/explanation"), 404, "unknown-dossier");
    }

    [Fact]
    public async Task An_instant_of_the_past_is_handed_on()
    {
        await using var host = await HostAsync();
        await host.GetAsync(Path + "?asOf=2026-01-05T08:00:00%2B07:00");
        await host.Grains.Dossier.Received().ExplainAsync(new DateTimeOffset(2026, 1, 5, 1, 0, 0, TimeSpan.Zero), Arg.Any<CancellationToken>());
    }

    private static async Task<HttpResponseMessage> AskAsync(BoardHost host, string path, string type, string? language = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(type));
        if (language is not null)
            request.Headers.TryAddWithoutValidation("Accept-Language", language);
        return await host.Http.SendAsync(request);
    }

    private static Task<BoardHost> HostAsync()
    {
        var grains = new FakeGrains();
        grains.Dossier.ExplainAsync(Arg.Any<DateTimeOffset?>(), Arg.Any<CancellationToken>()).Returns(new DossierExplanation
        {
            Dossier = "H49/26-1",
            AsOf = BoardHost.Now,
            State = PortalState.Received,
            Agencies = [new AgencyLabel("so-xd", new BilingualText("Sở Xây dựng"), "province")],
            Clocks =
            [
                new ClockExplanation
                {
                    Kind = "handling", State = "running", Agency = "so-xd", Started = BoardHost.Now, Zone = "Asia/Ho_Chi_Minh",
                    Steps =
                    [
                        new ExplanationStep { Kind = ExplanationKind.Start, At = BoardHost.Now },
                        new ExplanationStep { Kind = ExplanationKind.ClosedDay, Date = new DateOnly(2026, 11, 22), Reason = ExplanationReason.WeeklyDayOff, Name = "sun" },
                    ],
                },
            ],
        });
        return BoardHost.StartAsync(grains);
    }
}
