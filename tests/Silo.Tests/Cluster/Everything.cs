using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Silo.Tests.Cluster;

/// <summary>The figures of every board and the standing of every agency, as text; what only tells the time of asking is left out.</summary>
internal static class Everything
{
    public static async Task<string[]> AskAsync(HttpClient http)
    {
        var agencies = (await http.GetFromJsonAsync<JsonNode>("api/v1/agencies"))!["agencies"]!.AsArray().Select(agency => agency!["code"]!.GetValue<string>());
        var told = new List<string>();
        foreach (var agency in agencies.Order(StringComparer.Ordinal))
        {
            var board = (await http.GetFromJsonAsync<JsonNode>($"api/v1/boards/{agency}"))!;
            var children = board["children"]!.AsArray().Select(child => $"{child!["agency"]!["code"]}: {child["figures"]!.ToJsonString()}");
            told.Add($"{agency}: {board["figures"]!.ToJsonString()} of which {string.Join(", ", children)}");
        }

        var standing = (await http.GetFromJsonAsync<JsonNode>("api/v1/reports/standing"))!;
        return [.. told, .. standing["rows"]!.AsArray().Append(standing["total"]).Select(Counts)];
    }

    private static string Counts(JsonNode? row)
    {
        row!["onTime"]!.AsObject().Remove("asOf");
        return row.ToJsonString();
    }
}
