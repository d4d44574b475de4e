using Grains.Interfaces.Dossiers;
using Grains.Tests.Catalogue;
using Grains.Tests.Dossiers;
using Shouldly;
using Xunit;

namespace Grains.Tests.Live;

/// <summary>Reports that get lost on their way and that nobody sends again: boards must find out by themselves.</summary>
public sealed class LostReportTests : LiveTest
{
    private const int Dossiers = 40;
    private static readonly string[] Agencies = [Office.Department, Office.Division, Office.Commune];
    private static readonly string[] Boards = [Office.Province, Office.Hall, .. Agencies];

    [Theory]
    [InlineData(1, 0.3)]
    [InlineData(2, 0.7)]
    [InlineData(3, 1)]
    public async Task Boards_come_to_what_the_rows_say_within_a_sweep(int seed, double share)
    {
        await LiveAsync(new Random(seed), share);
        Service.Losses.Lost.ShouldBeGreaterThan(Dossiers / 2);

        await using var fresh = await Service.StartAsync(Folder.Folder, Service.Clock.GetUtcNow());
        var wrong = 0;
        foreach (var board in Boards)
            wrong += await Service.FiguresAsync(board) == await fresh.FiguresAsync(board) ? 0 : 1;
        wrong.ShouldBePositive("or nothing was lost that mattered");
        await Service.PassAsync(Service.Clock.GetUtcNow().AddSeconds(31), AgreeAsync);
        (await Service.FiguresAsync(Office.Province)).Open.ShouldBePositive();
        await ShouldCountAsync(Office.Division, $"agency = '{Office.Division}'");
        await ShouldCountAsync(Office.Commune, $"agency = '{Office.Commune}'");
        await ShouldCountAsync(Office.Department, $"agency IN ('{Office.Department}', '{Office.Division}')");
        await ShouldCountAsync(Office.Hall, $"point = '{Office.Hall}'");
        await ShouldCountAsync(Office.Province, "1 = 1");

        async Task<bool> AgreeAsync()
        {
            foreach (var board in Boards)
            {
                if (await Service.FiguresAsync(board) != await fresh.FiguresAsync(board))
                    return false;
            }

            return true;
        }
    }

    [Fact]
    public async Task Who_has_just_woken_finds_what_another_activation_was_told_within_a_beat()
    {
        (await Service.FiguresAsync(Office.Division)).Open.ShouldBe(0);
        (Service.Losses.Share, Service.Losses.AlwaysFail) = (1, true);
        await Should.ThrowAsync<TimeoutException>(() => Service.IngestAsync(Told.Received("D1", "03-02 08:00", Office.Division)));
        Service.Losses.Share = 0;
        (await Service.FiguresAsync(Office.Division)).Open.ShouldBe(0);
        await Service.PassAsync(Service.Clock.GetUtcNow().AddSeconds(5), async () => (await Service.FiguresAsync(Office.Division)).Open == 1);
    }

    // What the database says by itself, beside what a service that has just read it says.
    private async Task ShouldCountAsync(string board, string rows)
    {
        var figures = await Service.FiguresAsync(board);
        figures.Open.ShouldBe(Count("received IS NOT NULL AND ended IS NULL"), board);
        figures.Overdue.ShouldBe(Count("received IS NOT NULL AND ended IS NULL AND overdue_after < " + Service.Clock.GetUtcNow().UtcTicks), board);
        figures.ReceivedToday.ShouldBe(Count("received IS NOT NULL"), board);
        figures.EndedToday.ShouldBe(Count("ended IS NOT NULL"), board);

        int Count(string which) => (int)Folder.Number($"SELECT count(*) FROM dossier WHERE {rows} AND {which}");
    }

    [Fact]
    public async Task Who_dies_between_commit_and_telling_counts_right_when_started_again_and_knows_what_is_sent_again()
    {
        var received = Told.Received("D1", "03-02 08:00", Office.Division, Office.Hall);
        var transferred = Told.Event(EventType.Transferred, "D1", "03-02 08:30") with { Agency = Office.Commune };
        await Service.IngestAsync(received);
        (Service.Losses.Share, Service.Losses.AlwaysFail) = (1, true);
        await Should.ThrowAsync<TimeoutException>(() => Service.IngestAsync(transferred));
        await RestartAsync(ADossier.At("03-02 09:01"));
        (await Service.FiguresAsync(Office.Division)).Open.ShouldBe(0);
        (await Service.FiguresAsync(Office.Commune)).Open.ShouldBe(1);
        (await Service.IngestAsync(received, transferred)).ShouldBe([EventOutcome.Duplicate, EventOutcome.Duplicate]);
        (await Service.FiguresAsync(Office.Commune)).Open.ShouldBe(1);
        (await Service.FiguresAsync(Office.Province)).Open.ShouldBe(1);
    }

    // The first half of the lives is told in peace: what is then lost must also be taken back.
    private async Task LiveAsync(Random random, double share)
    {
        for (var i = 0; i < Dossiers; i++)
            await Service.IngestAsync(Told.Received($"D{i}", "03-02 08:00", Any(random), random.Next(2) == 0 ? Office.Hall : null));
        Service.Losses.Share = share;
        for (var i = 0; i < Dossiers; i++)
        {
            try
            {
                await Service.IngestAsync(Next($"D{i}", random));
            }
            catch (TimeoutException)
            {
                // Its source gives up.
            }
        }

        Service.Losses.Share = 0;
    }

    private static DossierEvent Next(string dossier, Random random) => random.Next(3) == 0
        ? Told.Event(EventType.Finished, dossier, "03-02 08:40")
        : Told.Event(EventType.Transferred, dossier, "03-02 08:30") with { Agency = Any(random) };

    private static string Any(Random random) => Agencies[random.Next(Agencies.Length)];
}
