using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Monitor.Cli.Sending;

/// <summary>An answer of the service that says no.</summary>
internal static class Refusal
{
    public static async Task<Exception> OfAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        var where = $"{answer.RequestMessage?.Method} {answer.RequestMessage?.RequestUri?.PathAndQuery}";
        var body = await answer.Content.ReadAsStringAsync(cancellationToken);
        var text = $"{where} answered {(int)answer.StatusCode}: {Explained(body) ?? answer.ReasonPhrase}";
        return answer.StatusCode == HttpStatusCode.RequestEntityTooLarge ? new TooLargeException(text) : new FailedException(text);
    }

    // Problem details: title, detail, and the fields at fault.
    private static string? Explained(string body)
    {
        try
        {
            var problem = JsonNode.Parse(body);
            var said = string.Join(". ", new[] { Text(problem?["title"]), Text(problem?["detail"]) }.Where(text => text.Length > 0));
            var fields = problem?["errors"]?.ToJsonString() ?? problem?["problems"]?.ToJsonString();
            return fields is null ? said : $"{said} {fields}";
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string Text(JsonNode? node) => node?.GetValue<string>() ?? "";
}

/// <summary>The service takes smaller requests only.</summary>
internal sealed class TooLargeException(string message) : Exception(message);
