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
        await using (var service = await Play.StartAsync(from, Clock))
        {
            await Play.FillAsync(service);
            await Play.TellAsync(service, ledger, Play.Rounds(plan, 1, Before), seed);
            var acknowledged = ledger.Answered.ToDictionary();
            var telling = Play.TellAsync(service, ledger, Play.Rounds(plan, Before + 1, Meanwhile), seed);
            await RunAsync(from, "backup", "--to", BackUp);
            await telling;
            await RunAsync(to, "restore", BackUp);

            await using var restored = await Play.StartAsync(to, Clock.AddDays(1));
            var kept = Kept(ledger, acknowledged);
            var examination = new Examination(to.Store, kept, new ProvinceJudge(to.Store));
            await examination.HoldAsync(restored);
            var held = examination.Stored;
            held.ShouldBeGreaterThanOrEqualTo(acknowledged.Count(answer => !Ledger.IsTurnedAway(answer.Value)));

            // What the sources told afterwards is lost with the machine, and they tell it again: all of it, because nothing is counted twice.
            await Play.TellAsync(restored, kept, [.. ledger.Sent.Values], seed);
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
        await using (var killed = await Play.StartAsync(from, Clock))
        {
            await Play.FillAsync(killed);
            await Play.TellAsync(killed, new Ledger(), Play.Rounds(new ProvincePlot(seed), 1, Meanwhile), seed);
            await killed.KillAsync();
        }

        await RunAsync(from, "backup", "--to", BackUp);
        await RunAsync(to, "restore", BackUp);
        to.Store.Events().ShouldBe(from.Store.Events(), ignoreOrder: true);
        to.Store.Alerts().ShouldBe(from.Store.Alerts(), ignoreOrder: true);
        to.Store.Refused().ShouldBe(from.Store.Refused(), ignoreOrder: true);
        to.Store.Versions().ShouldBe(from.Store.Versions(), ignoreOrder: true);
        await using (var original = await Play.StartAsync(from, Clock.AddDays(1)))
        await using (var restored = await Play.StartAsync(to, Clock.AddDays(1)))
        {
            (await Answers.OfAsync(restored, Clock)).ShouldBeAs(await Answers.OfAsync(original, Clock));
        }

        (await TryAsync(to, "restore", BackUp)).ShouldBe(2, "there is something already");
        (await TryAsync(from, "backup", "--to", BackUp)).ShouldBe(2, "a back-up is never overwritten");
        from.Remove();
        to.Remove();
    }

    private string BackUp => Path.Combine(_backUps.Path, "back-up");

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
