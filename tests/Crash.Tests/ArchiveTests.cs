using System.Net;
using System.Text.Json.Nodes;
using Monitor.Crash;
using Shouldly;
using Silo.Tests.Process;
using Tests.Shared;
using Xunit;
using Xunit.Abstractions;

namespace Crash.Tests;

/// <summary>Half a year later the dossiers that had ended go to the archive, the program is killed meanwhile, and nobody who asks notices.</summary>
public sealed class ArchiveTests(ITestOutputHelper output)
{
    private const int Rounds = 6;
    private static readonly DateTimeOffset Clock = ProvincePlot.Begin.AddHours(6 * Rounds);
    private static readonly DateTimeOffset Later = Clock.AddDays(200);

    [Fact]
    public Task On_SQLite_every_figure_stays_what_it_was() => RunAsync(seed: 31, server: null);

    [PostgresFact]
    public Task On_PostgreSQL_every_figure_stays_what_it_was() => RunAsync(seed: 32, PostgresServer.Connection);

    private async Task RunAsync(int seed, string? server)
    {
        var (place, ledger) = (Place.Make(server), new Ledger());
        var told = Play.Rounds(new ProvincePlot(seed, newDossiers: 150), 1, Rounds);
        await using (var service = await Play.StartAsync(place, Clock))
        {
            await Play.FillAsync(service);
            await Play.TellAsync(service, ledger, told, seed);
        }

        Answers before;
        string dossier;
        JsonNode detail;
        await using (var service = await Play.StartAsync(place, Later))
        {
            // Once more, so that what was refused for the state of that hour is judged by the whole story.
            await Play.TellAsync(service, ledger, told, seed);
            before = await Answers.OfAsync(service, Clock);
            dossier = (await service.GetAsync($"agencies/{Offices.Group}/dossiers?state=ended&limit=500"))["items"]!.AsArray()
                .First(line => line!["flags"]!.AsArray().Count == 0)!["dossier"]!.GetValue<string>();
            detail = await service.GetAsync($"dossiers/{dossier}");
            using var tooLate = await ArchiveAsync(service, Clock.AddDays(190));
            tooLate.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
            using var first = await ArchiveAsync(service, Clock.AddDays(100));
            first.StatusCode.ShouldBe(HttpStatusCode.OK);
            Archived(place).ShouldBePositive();
            (await Answers.OfAsync(service, Clock)).ShouldBeAs(before);
            var killed = ArchiveAsync(service, Clock.AddDays(100));
            await service.KillAsync();
            await Should.ThrowAsync<HttpRequestException>(killed);
        }

        await using (var service = await Play.StartAsync(place, Later.AddDays(1)))
        {
            var (code, said) = await CommandLineProcess.RunAsync(
                "archive", "--ended-before", $"{Clock.AddDays(100):O}", "--quiet", "--url", $"{service.Http.BaseAddress}");
            output.WriteLine(said);
            code.ShouldBe(0, said);
            output.WriteLine($"{Archived(place)} of {before.Dossiers} dossiers are in the archive");
            (await Answers.OfAsync(service, Clock)).ShouldBeAs(before);
            JsonNode.DeepEquals(Lasting(await service.GetAsync($"dossiers/{dossier}")), Lasting(detail)).ShouldBeTrue();

            // The ledger throws when one that was acknowledged is answered as new.
            await Play.TellAsync(service, ledger, told, seed + 1);
            (await Answers.OfAsync(service, Clock)).ShouldBeAs(before, but: Answers.DataQuality); // What is refused again is told anew.
            var archived = Archived(place);
            var again = new Told("again", "mot-cua-1", dossier, "received", Later) { Agency = "A1", Procedure = "h24" };
            await Play.TellAsync(service, ledger, [again], seed);
            Archived(place).ShouldBe(archived - 1);
            place.Store.Versions().ShouldContainKey(dossier);
            place.Store.Events().Count(one => one.Dossier == dossier).ShouldBe(ledger.Sent.Keys.Count(key => ledger.Sent[key].Dossier == dossier && !Ledger.IsTurnedAway(ledger.Answered[key])));
        }

        place.Remove();
    }

    private static long Archived(Place place) => place.Store.Count("SELECT count(*) FROM archived_dossier");

    private static Task<HttpResponseMessage> ArchiveAsync(Service service, DateTimeOffset before) =>
        service.Http.PostAsync("api/v1/archive", Service.Json($$"""{"endedBefore":"{{before:O}}"}"""));

    // Whatever is told as of now.
    private static JsonNode Lasting(JsonNode detail)
    {
        foreach (var now in new[] { "asOf", "clocks" })
            (detail as JsonObject)?.Remove(now);
        return detail;
    }
}
