using System.Text.RegularExpressions;
using LiveBoard.Api;
using LiveBoard.Hosting;
using LiveBoard.Tests.Support;
using Microsoft.AspNetCore.Routing;
using Shouldly;
using Tests.Shared;
using Xunit;

namespace LiveBoard.Tests.Hosting;

/// <summary>The proxy that operators get (ops/proxy/nginx.conf) asks of each call what the service declares for it. Read as nginx reads it: the first that matches.</summary>
public sealed partial class ProxyTests
{
    private static readonly string Text = File.ReadAllText(SharedData.InProject("ops/proxy/nginx.conf"));
    private static readonly LiveBoardOptions Usual = new();

    [Fact]
    public async Task Each_call_needs_at_the_proxy_what_the_service_declares()
    {
        await using var host = await BoardHost.StartAsync();
        var calls = ((IEndpointRouteBuilder)host.App).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .SelectMany(endpoint => Calls(endpoint).Select(call => (Call: call, Needs: endpoint.Metadata.GetMetadata<EndpointPolicy>()!.Name))).ToList();
        calls.Count(call => !call.Call.StartsWith("GET ", StringComparison.Ordinal)).ShouldBeGreaterThan(10);
        calls.Select(call => call.Needs).Distinct().Count().ShouldBe(5);
        calls.Where(call => Needs(call.Call) != call.Needs).Select(call => $"{call.Call} needs {call.Needs}, and {Needs(call.Call)} at the proxy").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("DELETE /api/v1/events"), InlineData("POST /api/v1/agencies"), InlineData("PUT /api/v1/deadlines"), InlineData("POST /wall/A"), InlineData("GET /api/v2/about")]
    [InlineData("GET /API/V1/dossiers/A"), InlineData("POST /api/v1/events/"), InlineData("GET /api/v1/aboutx"), InlineData("GET /api/v1/cluster")]
    public void What_is_not_named_needs_an_operator(string call) => Needs(call).ShouldBe("operator");

    [Theory]
    [InlineData("public", "nobody", "nobody", true), InlineData("viewer", "nobody", "nobody", false), InlineData("viewer", "viewer", "nobody", true)]
    [InlineData("viewer", "source", "nobody", false), InlineData("officer", "viewer", "nobody", false), InlineData("officer", "officer", "source", true)]
    [InlineData("source", "officer", "nobody", false), InlineData("source", "nobody", "source", true), InlineData("source", "source+viewer", "nobody", true)]
    [InlineData("viewer", "source+viewer", "nobody", true), InlineData("operator", "officer", "source", false), InlineData("operator", "operator", "nobody", true)]
    [InlineData("source", "operator", "nobody", true), InlineData("source", "viewer", "nobody", false)]
    public void A_role_may_what_it_should(string needs, string address, string certificate, bool may) =>
        Look("refused", $"{needs} {address} {certificate}").ShouldBe(may ? "0" : "1");

    [Theory]
    [InlineData("/api/v1/boards/../dossiers/A", true), InlineData("/wall/%2e%2E/api/v1/events", true), InlineData("/wall/A%2F..%2f..", true), InlineData("/.", true)]
    [InlineData("/api/v1/dossiers/H.1..2%2FA?asOf=../x", false), InlineData("/", false), InlineData("/wall/QN...A", false), InlineData("/assets/wall-1.2.js", false)]
    public void Paths_that_can_be_read_in_two_ways_are_refused(string path, bool refused) => Look("crooked", path).ShouldBe(refused ? "1" : "0");

    [Fact]
    public void Bodies_that_the_service_takes_come_through_and_it_says_itself_what_is_too_large()
    {
        Mebibytes("location = /api/v1/events {").ShouldBeGreaterThan(Usual.MaxEventsBodyBytes);
        Mebibytes("location ~ ^/api/v1/(").ShouldBeGreaterThan(Usual.MaxReferenceBodyBytes);
    }

    [Fact]
    public void Only_events_are_sent_again_once_a_board_may_have_them()
    {
        Text.Split("non_idempotent").Length.ShouldBe(2);
        Block("location = /api/v1/events {").ShouldContain("non_idempotent");
    }

    private static IEnumerable<string> Calls(RouteEndpoint endpoint)
    {
        var path = "/" + endpoint.RoutePattern.RawText!.Trim('/');
        var methods = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"];
        // A code may hold a slash; the proxy sees %2F as one.
        return methods.SelectMany(method => new[] { "A", "A.1/B" }.Select(code => $"{method} {Parameter().Replace(path, code)}")).Distinct()
            .Where(call => !call.Contains("/openapi/A.1/", StringComparison.Ordinal));
    }

    private static string Needs(string call) => Look("needs", call);

    private static string Look(string variable, string value)
    {
        var block = Block($"${variable} {{");
        var rule = Rule().Matches(block).FirstOrDefault(rule => Regex.IsMatch(
            value, rule.Groups["pattern"].Value, rule.Groups["case"].Value == "*" ? RegexOptions.IgnoreCase : RegexOptions.None, TimeSpan.FromSeconds(1)));
        return rule?.Groups["result"].Value ?? Default().Match(block).Groups["result"].Value;
    }

    // To the brace that stands as far in as the line that it opens on.
    private static string Block(string head)
    {
        var block = Regex.Match(Text, $@"^(?<indent> *)[^\n]*{Regex.Escape(head)}.*?^\k<indent>\}}", RegexOptions.Multiline | RegexOptions.Singleline, TimeSpan.FromSeconds(1));
        return block.Success ? block.Value : throw new InvalidOperationException($"nginx.conf has no '{head}'");
    }

    private static long Mebibytes(string head) => long.Parse(BodySize().Match(Block(head)).Groups["size"].Value, System.Globalization.CultureInfo.InvariantCulture) << 20;

    [GeneratedRegex(@"\{[^}]+\}", RegexOptions.None, 1000)]
    private static partial Regex Parameter();

    [GeneratedRegex("\"~(?<case>\\*?)(?<pattern>[^\"]+)\"\\s+(?<result>\\w+);", RegexOptions.None, 1000)]
    private static partial Regex Rule();

    [GeneratedRegex(@"default\s+(?<result>\w+);", RegexOptions.None, 1000)]
    private static partial Regex Default();

    [GeneratedRegex(@"client_max_body_size (?<size>\d+)m;", RegexOptions.None, 1000)]
    private static partial Regex BodySize();
}
