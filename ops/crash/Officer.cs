using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Monitor.Crash;

/// <summary>Takes alerts while events come in; what was answered must stand after the kill.</summary>
internal sealed class Officer(Ledger ledger)
{
    private const int AlertsARound = 12;
    private int _commands;

    public async Task WorkAsync(Service service, Random random)
    {
        try
        {
            var raised = (await service.GetAsync("alerts?state=raised&limit=100"))["items"]!.AsArray();
            foreach (var alert in raised.OrderBy(_ => random.Next()).Take(AlertsARound))
                await TakeAsync(service, alert!);
        }
        catch (Exception gone) when (gone is HttpRequestException or OperationCanceledException or IOException)
        {
            // Killed: whatever was not answered may have been done or not.
        }
    }

    private async Task TakeAsync(Service service, JsonNode alert)
    {
        var by = $"can-bo-{_commands++}";
        var version = alert["version"]!.GetValue<int>();
        using var answer = await service.Http.PostAsync(
            $"api/v1/alerts/{alert["id"]!.GetValue<string>()}/acknowledge",
            Service.Json($$"""{"commandId":"{{by}}","expectedVersion":{{version}},"by":"{{by}}"}"""));
        if (answer.StatusCode == HttpStatusCode.Conflict)
            return;
        answer.EnsureSuccessStatusCode();
        var taken = (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
        ledger.Acknowledge($"{alert["dossier"]!.GetValue<string>()} {alert["rung"]!.GetValue<string>()}", taken["version"]!.GetValue<int>(), by);
    }
}
