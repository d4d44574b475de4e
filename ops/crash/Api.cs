using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace Monitor.Crash;

/// <summary>The service by HTTP, through one of its doors.</summary>
/// <param name="patience">How long an answer may take.</param>
internal class Api(TimeSpan patience)
{
    public HttpClient Http { get; } = new() { Timeout = patience };

    /// <summary>Others lead to the same service: whoever is not served here goes there.</summary>
    public bool IsOneOfMany { get; init; }

    public async Task<JsonNode> GetAsync(string path) => (await Http.GetFromJsonAsync<JsonNode>("api/v1/" + path))!;

    public async Task PutAsync(string kind, string document)
    {
        // Every JSON is YAML.
        using var content = new StringContent(document, Encoding.UTF8, "application/yaml");
        using var answer = await Http.PutAsync("api/v1/reference/" + kind, content);
        if (IsOneOfMany && answer.StatusCode == System.Net.HttpStatusCode.ServiceUnavailable)
            answer.EnsureSuccessStatusCode();
        if (!answer.IsSuccessStatusCode)
            throw new BrokenPromiseException($"PUT {kind}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }

    public static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");
}
