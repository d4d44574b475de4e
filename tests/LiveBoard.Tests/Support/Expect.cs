using System.Text.Json.Nodes;
using Shouldly;

namespace LiveBoard.Tests.Support;

internal static class Expect
{
    /// <summary>A problem of this status and type, in the agreed form, that gives nothing of the inside away.</summary>
    public static async Task<JsonNode> ProblemAsync(HttpResponseMessage answer, int status, string type)
    {
        var text = await answer.Content.ReadAsStringAsync();
        ((int)answer.StatusCode).ShouldBe(status, text);
        answer.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
        var problem = JsonNode.Parse(text)!;
        problem["type"]!.GetValue<string>().ShouldBe("urn:dossier-monitor:" + type);
        problem["status"]!.GetValue<int>().ShouldBe(status);
        problem["title"]!.GetValue<string>().ShouldNotBeNullOrWhiteSpace();
        text.ShouldNotContain("   at ");
        text.ShouldNotContain("Exception");
        return problem;
    }
}
