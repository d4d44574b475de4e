using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Monitor.Crash;

/// <summary>Takes and closes alerts while events come in; what was answered must stand after the kill.</summary>
internal sealed class Officer(Ledger ledger)
{
    private const int AlertsARound = 12;
    private int _commands;

    public async Task WorkAsync(Api service, Random random)
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

    private async Task TakeAsync(Api service, JsonNode alert)
    {
        var by = $"can-bo-{_commands++}";
        // Every fourth is closed at once.
        var (verb, state) = _commands % 4 == 0 ? ("resolve", AlertRow.Resolved) : ("acknowledge", AlertRow.Acknowledged);
        var version = alert["version"]!.GetValue<int>();
        using var answer = await service.Http.PostAsync(
            $"api/v1/alerts/{alert["id"]!.GetValue<string>()}/{verb}",
            Api.Json($$"""{"commandId":"{{by}}","expectedVersion":{{version}},"by":"{{by}}","reason":"handled"}"""));
        if (answer.StatusCode is HttpStatusCode.Conflict or HttpStatusCode.ServiceUnavailable)
            return;
        answer.EnsureSuccessStatusCode();
        var taken = (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
        ledger.Act($"{alert["dossier"]!.GetValue<string>()} {alert["rung"]!.GetValue<string>()}", new OfficerAct(taken["version"]!.GetValue<int>(), state, by));
    }
}
