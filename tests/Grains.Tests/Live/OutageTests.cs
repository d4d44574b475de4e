using Grains.Interfaces.Agencies;
using Grains.Interfaces.Dossiers;
using Grains.Interfaces.Operations;
using Grains.Storage;
using Grains.Tests.Catalogue;
using Grains.Tests.Dossiers;
using Shouldly;
using Xunit;

namespace Grains.Tests.Live;

/// <summary>A storage that takes no writes for a while: what boards vouch for, what is refused, and what is made up for.</summary>
public sealed class OutageTests : LiveTest
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    [Fact]
    public async Task Events_are_refused_at_once_and_taken_again_afterwards()
    {
        Service.Pulse.Stop();
        await Should.ThrowAsync<StoreUnavailableException>(Service.IngestAsync(Told.Received("D1", "03-02 08:00")));
        (await Service.Get<IDossierStore>().ReadAsync("D1", CancellationToken.None)).ShouldBeNull();
        Service.Pulse.GoOn();
        (await Service.IngestAsync(Told.Received("D1", "03-02 08:00"))).ShouldBe([EventOutcome.Applied]);
    }

    [Fact]
    public async Task Boards_still_turn_at_the_due_instant_but_vouch_only_up_to_the_outage()
    {
        // Two working hours after eight.
        await Service.IngestAsync(Told.Received("D1", "03-02 08:00", Office.Division) with { Procedure = "two-hours" });
        var before = await Service.BoardAsync(Office.Province);
        before.AsOf.ShouldBe(ADossier.At("03-02 09:00"));

        Service.Pulse.Stop();
        await Service.PassAsync(ADossier.At("03-02 10:01"), async () => (await Service.FiguresAsync(Office.Province)).Overdue == 1, Step);
        var board = await Service.BoardAsync(Office.Province);
        board.AsOf.ShouldBe(before.AsOf);
        board.Children.ShouldAllBe(row => row.AsOf == null || row.AsOf <= before.AsOf);
        (await Service.DetailAsync("D1"))!.Alerts.ShouldNotContain(alert => alert.Rung == "due");

        Service.Pulse.GoOn();
        await Service.PassAsync(
            ADossier.At("03-02 10:05"), async () => (await Service.DetailAsync("D1"))!.Alerts.Any(alert => alert.Rung == "due"), Step);
        (await Service.BoardAsync(Office.Province)).AsOf.ShouldBe(Service.Clock.GetUtcNow());
        (await Service.FiguresAsync(Office.Province)).Overdue.ShouldBe(1);
    }

    [Fact]
    public async Task Displays_hear_beats_that_vouch_for_nothing_newer()
    {
        var beats = new List<DateTimeOffset>();
        var reference = Service.Grains.CreateObjectReference<IBoardObserver>(new Beats(beats));
        var board = (await WatchAsync()).ShouldNotBeNull();
        Service.Pulse.Stop();
        // Watched anew with each look, as boards renew: a subscription runs out in a minute of the clock, which may pass while a beat is under way.
        await Service.PassAsync(Service.Clock.GetUtcNow(), async () => await WatchAsync() is not null && Count() >= 3, Step);
        lock (beats)
            beats.ShouldAllBe(at => at <= board.AsOf);

        Task<BoardFrame?> WatchAsync() => Service.Agency(Office.Commune).WatchAsync(reference, CancellationToken.None);

        int Count()
        {
            lock (beats)
                return beats.Count;
        }
    }

    private sealed class Beats(List<DateTimeOffset> heard) : IBoardObserver
    {
        public Task OnFrameAsync(BoardFrame frame) => Task.CompletedTask;

        public Task OnBeatAsync(string epoch, long sequence, DateTimeOffset asOf)
        {
            lock (heard)
                heard.Add(asOf);
            return Task.CompletedTask;
        }
    }
}
