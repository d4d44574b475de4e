using System.Text.Json.Nodes;
using Monitor.Crash;
using Shouldly;
using Silo.Tests.Process;
using Tests.Shared;
using Xunit;
using Xunit.Abstractions;

namespace Crash.Tests;

/// <summary>
/// A back-up is taken while sources tell their story, and restored elsewhere. What it must hold is recounted from its own events by the
/// crash run's counting, which knows nothing of the product.
/// </summary>
public sealed class BackUpTests(ITestOutputHelper output) : IDisposable
{
    private const int Before = 2;
    private const int Meanwhile = 6;
    private static readonly DateTimeOffset Clock = ProvincePlot.Begin + ((Before + Meanwhile) * ProvincePlot.RoundTime);
    private static readonly string Host = Path.Combine(AppContext.BaseDirectory, "Silo.Host.dll");
    private readonly TempFolder _backUps = new();

    [Fact]
    public Task Taken_on_SQLite_while_events_come_in_it_holds_what_was_acknowledged_before() => MeanwhileAsync(seed: 21, server: null);

    [PostgresFact]
    public Task Taken_on_PostgreSQL_while_events_come_in_it_holds_what_was_acknowledged_before() => MeanwhileAsync(seed: 22, PostgresServer.Connection);

    [Fact]
    public Task Taken_on_SQLite_after_a_crash_it_answers_every_question_as_before() => AfterwardsAsync(seed: 23, server: null);

    [PostgresFact]
    public Task Taken_on_PostgreSQL_after_a_crash_it_answers_every_question_as_before() => AfterwardsAsync(seed: 24, PostgresServer.Connection);

    public void Dispose() => _backUps.Dispose();

    private async Task MeanwhileAsync(int seed, string? server)
    {
        var (from, to, ledger) = (Place.Make(server), Place.Make(server), new Ledger());
        var plan = new ProvincePlot(seed);
        await using (var service = await StartAsync(from, Clock))
        {
            await FillAsync(service);
            await TellAsync(service, ledger, Rounds(plan, 1, Before), seed);
            var acknowledged = ledger.Answered.ToDictionary();
            var telling = TellAsync(service, ledger, Rounds(plan, Before + 1, Meanwhile), seed);
            await RunAsync(from, "backup", "--to", BackUp);
            await telling;
            await RunAsync(to, "restore", BackUp);

            await using var restored = await StartAsync(to, Clock.AddDays(1));
            var kept = Kept(ledger, acknowledged);
            var examination = new Examination(to.Store, kept, new ProvinceJudge(to.Store));
            await examination.HoldAsync(restored);
            var held = examination.Stored;
            held.ShouldBeGreaterThanOrEqualTo(acknowledged.Count(answer => !Ledger.IsTurnedAway(answer.Value)));

            // What the sources told afterwards is lost with the machine, and they tell it again: all of it, because nothing is counted twice.
            await TellAsync(restored, kept, [.. ledger.Sent.Values], seed);
            await examination.HoldAsync(restored);
            examination.Stored.ShouldBe(from.Store.Events().Count);
            output.WriteLine($"{acknowledged.Count} events acknowledged before, {held} in the back-up, {examination.Stored} in the end");
        }

        from.Remove();
        to.Remove();
    }

    private async Task AfterwardsAsync(int seed, string? server)
    {
        var (from, to) = (Place.Make(server), Place.Make(server));
        await using (var killed = await StartAsync(from, Clock))
        {
            await FillAsync(killed);
            await TellAsync(killed, new Ledger(), Rounds(new ProvincePlot(seed), 1, Meanwhile), seed);
            await killed.KillAsync();
        }

        await RunAsync(from, "backup", "--to", BackUp);
        await RunAsync(to, "restore", BackUp);
        to.Store.Events().ShouldBe(from.Store.Events(), ignoreOrder: true);
        to.Store.Alerts().ShouldBe(from.Store.Alerts(), ignoreOrder: true);
        to.Store.Refused().ShouldBe(from.Store.Refused(), ignoreOrder: true);
        to.Store.Versions().ShouldBe(from.Store.Versions(), ignoreOrder: true);
        await using (var original = await StartAsync(from, Clock.AddDays(1)))
        await using (var restored = await StartAsync(to, Clock.AddDays(1)))
        {
            foreach (var question in Questions())
            {
                var (before, after) = (Comparable(await original.GetAsync(question)), Comparable(await restored.GetAsync(question)));
                JsonNode.DeepEquals(before, after).ShouldBeTrue($"{question}\n{before.ToJsonString()}\n{after.ToJsonString()}");
            }
        }

        (await TryAsync(to, "restore", BackUp)).ShouldBe(2, "there is something already");
        (await TryAsync(from, "backup", "--to", BackUp)).ShouldBe(2, "a back-up is never overwritten");
        from.Remove();
        to.Remove();
    }

    private string BackUp => Path.Combine(_backUps.Path, "back-up");

    private static IEnumerable<string> Questions()
    {
        var at = Uri.EscapeDataString($"{Clock.AddHours(-1):O}");
        var period = $"from={ProvincePlot.Begin:yyyy-MM-dd}&to={Clock:yyyy-MM-dd}&asOf={at}";
        return
        [
            .. Offices.All.Select(office => $"boards/{office.Code}?asOf={at}"),
            $"reports/standing?asOf={at}", $"reports/standing?asOf={at}&ruleSet=qd766", $"reports/06a?{period}", $"reports/766?{period}", $"reports/promises?{period}",
            "data-quality?limit=500", "agencies", "reference/agencies", "reference/procedures", "reference/calendars", "reference/policies", "reference/rule-sets", "changes",
        ];
    }

    // Epoch and time are of the process that answers. What climbs a rung after the start is written then, and flagged dossiers tell when.
    private static JsonNode Comparable(JsonNode answer)
    {
        foreach (var own in new[] { "epoch", "serverNow", "sourceAgeMs", "flagged", "nextCursor" })
            (answer as JsonObject)?.Remove(own);
        return answer;
    }

    private static async Task<Service> StartAsync(Place place, DateTimeOffset clock)
    {
        var service = Service.Launch(Host, place.Folder, clock, new ProvincePlot(0).Speed, place.Options);
        await service.ReadyAsync();
        return service;
    }

    private static async Task FillAsync(Service service)
    {
        foreach (var (kind, document) in new ProvincePlot(0).Reference)
            await service.PutAsync(kind, document);
    }

    private static List<Told> Rounds(ProvincePlot plan, int first, int count) => [.. Enumerable.Range(first, count).SelectMany(number => plan.Next(number).Events)];

    private static Task TellAsync(Service service, Ledger ledger, List<Told> events, int seed)
    {
        var never = new Traffic(KillMoment.AfterAnswer, int.MaxValue);
        return Task.WhenAll(events.GroupBy(told => told.Source).Select(told =>
        {
            var source = new Source(told.Key, ledger);
            source.Add(told);
            return source.SendAsync(service, new Random(seed), never);
        }));
    }

    /// <summary>What is known of the restored service: anything sent may be in it, and what was acknowledged before must be.</summary>
    private static Ledger Kept(Ledger ledger, Dictionary<(string Source, string Id), string?> acknowledged)
    {
        var kept = new Ledger();
        kept.Send([.. ledger.Sent.Values]);
        Told[] batch = [.. acknowledged.Keys.Select(key => ledger.Sent[key])];
        var refused = batch.Index().Where(item => acknowledged[item.Item.Key] is not null)
            .Select(item => (JsonNode)new JsonObject { ["index"] = item.Index, ["code"] = acknowledged[item.Item.Key] });
        var answer = new JsonObject { ["received"] = batch.Length, ["applied"] = 0, ["refused"] = new JsonArray([.. refused]) };
        answer["duplicate"] = batch.Length - answer["refused"]!.AsArray().Count;
        kept.Answer(batch, answer, batch.Length, batch.Length);
        return kept;
    }

    private async Task RunAsync(Place place, params string[] command) => (await TryAsync(place, command)).ShouldBe(0);

    private async Task<int> TryAsync(Place place, params string[] command)
    {
        string[] where = place.Options.Length > 0 ? place.Options : ["--data", place.Folder];
        var (code, said) = await CommandLineProcess.RunAsync([.. command, .. where]);
        output.WriteLine(said);
        return code;
    }
}
