using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Shouldly;
using Silo.Tests.Process;
using Tests.Shared;
using Xunit;

namespace Silo.Tests;

/// <summary>The worked example of docs/deadlines.md, read out of the page and carried out.</summary>
public sealed partial class DeadlineGuideTests
{
    private const string Dossier = "SXD-251231-0001";
    private const string AsOf = "2026-01-20T08:00:00+07:00";

    [Fact]
    public async Task The_worked_example_is_what_the_program_answers()
    {
        using var data = new TempFolder();
        await using var monitor = await MonitorProcess.StartAsync(data.Path, 0, "--clock", "2026-01-20T02:00:00Z");
        var page = await File.ReadAllTextAsync(SharedData.InProject("docs/deadlines.md"));
        var blocks = Block().Matches(page).Select(block => (Type: block.Groups["type"].Value, Verb: block.Groups["verb"].Value, Path: block.Groups["path"].Value, Text: block.Groups["text"].Value)).ToList();
        blocks.Count.ShouldBe(6);
        foreach (var (type, verb, path, text) in blocks)
        {
            var answer = await AskAsync(monitor.Http, type, verb, path, text);
            if (verb != "get")
                JsonNode.Parse(answer)!["refused"]?.AsArray().ShouldBeEmpty();
            else if (type == "text")
                answer.ShouldBe(text);
            else
                ShouldHold(JsonNode.Parse(answer), JsonNode.Parse(text), "");
        }

        var url = monitor.Url.ToString();
        var english = blocks.Single(block => block.Path.Contains("lang=en", StringComparison.Ordinal)).Text;
        (await CommandLineProcess.RunAsync("explain", Dossier, "--lang", "en", "--as-of", AsOf, "--url", url)).ShouldBe((0, english));
        var (code, json) = await CommandLineProcess.RunAsync("explain", Dossier, "--json", "--url", url);
        (code, JsonNode.Parse(json)!["clocks"]!.AsArray().Count).ShouldBe((0, 3));
        await ShouldSayOneLineAsync(1, "404", "explain", "nobody", "--url", url);
        await ShouldSayOneLineAsync(1, "400", "explain", Dossier, "--as-of", "yesterday", "--url", url);
    }

    [Fact]
    public async Task A_bad_code_is_wrong_usage_and_a_service_that_is_away_a_failure()
    {
        (await CommandLineProcess.RunAsync("explain", "no dossier")).Code.ShouldBe(2);
        (await CommandLineProcess.RunAsync("explain", "D-1", "--lang", "fr")).Code.ShouldBe(2);
        await ShouldSayOneLineAsync(1, "no answer within", "explain", "D-1", "--url", "http://127.0.0.1:1");
    }

    private static async Task ShouldSayOneLineAsync(int code, string words, params string[] arguments)
    {
        var (exit, said) = await CommandLineProcess.RunAsync(arguments);
        exit.ShouldBe(code);
        said.TrimEnd('\n').ShouldNotContain('\n');
        said.ShouldContain(words);
    }

    private static async Task<string> AskAsync(HttpClient http, string type, string verb, string path, string body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(verb.ToUpperInvariant()), new Uri(path, UriKind.Relative));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(type == "text" ? "text/plain" : "application/json"));
        if (verb != "get")
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue(text);
        return text;
    }

    // Everything that the page shows is in the answer, which may hold more fields.
    private static void ShouldHold(JsonNode? answer, JsonNode? shown, string at)
    {
        if (shown is JsonObject fields)
        {
            foreach (var (name, value) in fields)
                ShouldHold(answer![name], value, $"{at}.{name}");
        }
        else if (shown is JsonArray items)
        {
            answer!.AsArray().Count.ShouldBe(items.Count, at);
            for (var i = 0; i < items.Count; i++)
                ShouldHold(answer[i], items[i], $"{at}[{i}]");
        }
        else
        {
            answer?.ToJsonString().ShouldBe(shown?.ToJsonString(), at);
        }
    }

    [GeneratedRegex("""^```(?<type>json|text) (?<verb>put|post|get) (?<path>\S+)\n(?<text>.*?)^```$""", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Block();
}
