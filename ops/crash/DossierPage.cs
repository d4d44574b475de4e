using System.Text.Json.Nodes;

namespace Monitor.Crash;

/// <summary>What the service tells of one dossier, and what its events say.</summary>
internal static class DossierPage
{
    /// <summary>What is wrong; null when nothing is.</summary>
    public static async Task<string?> WrongAsync(Api service, Fold dossier)
    {
        var page = await service.GetAsync("dossiers/" + Uri.EscapeDataString(dossier.Code));
        var clocks = page["clocks"]!.AsArray();
        var told = (
            page["agency"]!.GetValue<string>(), page["received"]!.GetValue<DateTimeOffset>(), Instant(page["ended"]),
            Instant(clocks.FirstOrDefault(clock => Kind(clock) == "handling")?["due"]), page["events"]!.AsArray().Count,
            Petitions(clocks.Where(clock => Kind(clock) == "petition")
                .Select(clock => (clock!["subject"]!.GetValue<string>(), clock["started"]!.GetValue<DateTimeOffset>(), Instant(clock["ended"])))));
        var counted = (
            dossier.Agency, dossier.Received, dossier.Ended, dossier.Due, dossier.Events,
            Petitions(dossier.Petitions.Select(petition => (petition.Key, petition.Value.From, petition.Value.Answered))));
        return told == counted ? null : $"dossier {dossier.Code} is told as {told}, and its events say {counted}";
    }

    private static string Kind(JsonNode? clock) => clock!["kind"]!.GetValue<string>();

    private static DateTimeOffset? Instant(JsonNode? value) => value?.GetValue<DateTimeOffset>();

    private static string Petitions(IEnumerable<(string Number, DateTimeOffset From, DateTimeOffset? Answered)> petitions) =>
        string.Join(", ", petitions.OrderBy(petition => petition.Number, StringComparer.Ordinal)
            .Select(petition => $"{petition.Number} {petition.From.UtcDateTime:O} {petition.Answered?.UtcDateTime:O}"));
}
