using System.Text.Json.Nodes;
using Monitor.Crash;
using Shouldly;

namespace Crash.Tests;

/// <summary>What a service answers to every question about figures, as of an instant that is past.</summary>
internal sealed class Answers
{
    public const string DataQuality = "data-quality?limit=500";

    private readonly Dictionary<string, JsonNode> _answers = [];

    /// <param name="clock">Nothing happened later than an hour before.</param>
    public static async Task<Answers> OfAsync(Service service, DateTimeOffset clock)
    {
        var answers = new Answers();
        foreach (var question in Questions(clock))
            answers._answers[question] = Comparable(await service.GetAsync(question));
        // Rungs whose instant came while nobody ran are climbed after the start, some sooner and some later; the alerts stored are compared as rows.
        var counts = (JsonObject)(await service.GetAsync("about"))["counts"]!.DeepClone();
        counts.Remove("openAlerts");
        answers._answers["counts"] = counts;
        return answers;
    }

    public long Dossiers => _answers["counts"]["dossiers"]!.GetValue<long>();

    /// <param name="but">A question whose answer may differ.</param>
    public void ShouldBeAs(Answers others, string? but = null)
    {
        foreach (var (question, answer) in _answers.Where(answer => answer.Key != but))
            JsonNode.DeepEquals(answer, others._answers[question]).ShouldBeTrue($"{question}\n{others._answers[question].ToJsonString()}\n{answer.ToJsonString()}");
    }

    private static IEnumerable<string> Questions(DateTimeOffset clock)
    {
        var at = Uri.EscapeDataString($"{clock.AddHours(-1):O}");
        var period = $"from={ProvincePlot.Begin:yyyy-MM-dd}&to={clock:yyyy-MM-dd}&asOf={at}";
        return
        [
            .. Offices.All.Select(office => $"boards/{office.Code}?asOf={at}"),
            $"reports/standing?asOf={at}", $"reports/standing?asOf={at}&ruleSet=qd766", $"reports/06a?{period}", $"reports/766?{period}", $"reports/promises?{period}",
            DataQuality, "agencies", "reference/agencies", "reference/procedures", "reference/calendars", "reference/policies", "reference/rule-sets", "changes",
        ];
    }

    // Epoch and time are of the process that answers. What climbs a rung after the start is written then, and flagged dossiers tell when.
    private static JsonNode Comparable(JsonNode answer)
    {
        foreach (var own in new[] { "epoch", "serverNow", "sourceAgeMs", "flagged", "nextCursor" })
            (answer as JsonObject)?.Remove(own);
        return answer;
    }
}
