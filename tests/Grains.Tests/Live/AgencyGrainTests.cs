using Grains.Dossiers;
using Grains.Interfaces.Agencies;
using Grains.Interfaces.Dossiers;
using Grains.Interfaces.Escalation;
using Grains.Interfaces.Operations;
using Grains.Storage;
using Grains.Tests.Catalogue;
using Grains.Tests.Dossiers;
using Shouldly;
using Xunit;

namespace Grains.Tests.Live;

/// <summary>Dossiers and agencies together. A dossier received on 03-02 08:00 is due on 03-09 08:00.</summary>
public sealed class AgencyGrainTests : LiveTest
{
    private static readonly DateTimeOffset Due = ADossier.At("03-09 08:00");

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);

    [Fact]
    public async Task A_board_turns_at_the_instant_of_the_deadline_and_the_rung_is_raised_once()
    {
        await Service.IngestAsync(Told.Received("D1", "03-02 08:00"));
        await Service.PassAsync(Due, async () => (await Service.FiguresAsync(Office.Department)).DueSoon == 1);
        (await Service.FiguresAsync(Office.Department)).Overdue.ShouldBe(0);

        await Service.PassAsync(Due.AddTicks(1), async () => (await Service.FiguresAsync(Office.Department)).Overdue == 1);
        (await Service.FiguresAsync(Office.Department)).OldestDue.ShouldBe(Due);
        await Service.PassAsync(Due.AddTicks(1), async () => await AlertAsync("D1", "due") is { State: AlertState.Raised });
        (await AlertAsync("D1", "due"))!.RaisedAt.ShouldBe(Due.AddTicks(1));

        await Service.PassAsync(Due.AddMinutes(5), async () => (await Service.BoardAsync(Office.Department)).OpenAlerts == 2);
        await Service.SettleAsync(Office.Department);
        (await AlertAsync("D1", "due"))!.Version.ShouldBe(1);
    }

    [Fact]
    public async Task After_a_restart_the_figures_are_the_same_and_what_fell_due_meanwhile_is_raised_once()
    {
        await Service.IngestAsync(Told.Received("D1", "03-02 08:00", point: Office.Hall), Told.Received("D2", "03-02 08:30", Office.Commune));
        var before = await Service.FiguresAsync(Office.Province);
        await RestartAsync(ADossier.At("03-02 09:00"));
        (await Service.FiguresAsync(Office.Province)).ShouldBe(before);
        before.Open.ShouldBe(2);
        await RestartAsync(Due.AddMinutes(1));
        (await Service.FiguresAsync(Office.Province)).Overdue.ShouldBe(1);
        await Service.PassAsync(Due.AddMinutes(1), async () => await AlertAsync("D1", "due") is { State: AlertState.Raised, Version: 1 });
        await Service.SettleAsync(Office.Department);
        (await Service.DetailAsync("D1"))!.Alerts.Select(alert => (alert.Rung, alert.Version)).ShouldBe([("dueSoon", 1), ("due", 1)]);
    }

    [Fact]
    public async Task A_parent_shows_the_sum_of_its_branch_and_a_point_what_it_received()
    {
        await Service.IngestAsync(
            Told.Received("D1", "03-02 08:00", Office.Department, Office.Hall),
            Told.Received("D2", "03-02 08:00", Office.Division, Office.Hall),
            Told.Received("D3", "03-02 08:00", Office.Division),
            Told.Received("D4", "03-02 08:00", Office.Commune));
        (await Service.FiguresAsync(Office.Province)).Open.ShouldBe(4);
        (await Service.FiguresAsync(Office.Department)).Open.ShouldBe(3);
        (await Service.FiguresAsync(Office.Division)).Open.ShouldBe(2);
        (await Service.FiguresAsync(Office.Hall)).Open.ShouldBe(2);
        (await Service.BoardAsync(Office.Province)).Children.Select(child => (child.Agency.Code, child.Figures.Open)).ShouldBe(
            [(Office.Hall, 0), (Office.Department, 3), (Office.Commune, 1)], ignoreOrder: true);
    }

    [Fact]
    public async Task A_transferred_dossier_leaves_one_board_and_comes_to_the_other()
    {
        await Service.IngestAsync(Told.Received("D1", "03-02 08:00", Office.Division, Office.Hall));
        await Service.IngestAsync(Told.Event(EventType.Transferred, "D1", "03-02 08:30") with { Agency = Office.Commune });
        (await Service.FiguresAsync(Office.Department)).Open.ShouldBe(0);
        (await Service.FiguresAsync(Office.Commune)).Open.ShouldBe(1);
        (await Service.FiguresAsync(Office.Hall)).Open.ShouldBe(1);
    }

    [Fact]
    public async Task A_store_that_fails_leaves_nothing_behind_and_the_resend_succeeds()
    {
        var received = Told.Received("D1", "03-02 08:00");
        await Service.IngestAsync(Told.Received("D0", "03-02 08:00"));
        Service.Store.IsDown = true;
        await ShouldBeUnavailableAsync(() => Service.IngestAsync(received));
        await ShouldBeUnavailableAsync(() => Service.IngestAsync(Told.Event(EventType.Finished, "D0", "03-02 09:00")));
        (await Service.FiguresAsync(Office.Department)).Open.ShouldBe(1);

        Service.Store.IsDown = false;
        (await Service.DetailAsync("D1")).ShouldBeNull();
        (await Service.DetailAsync("D0"))!.Ended.ShouldBeNull();
        (await Service.IngestAsync(received)).ShouldBe([EventOutcome.Applied]);
        (await Service.IngestAsync(received)).ShouldBe([EventOutcome.Duplicate]);
        (await Service.FiguresAsync(Office.Department)).Open.ShouldBe(2);
    }

    [Fact]
    public async Task A_climb_that_the_store_refused_is_made_up_for()
    {
        await Service.IngestAsync(Told.Received("D1", "03-02 08:00"));
        Service.Store.IsDown = true;
        await Service.PassAsync(Due.AddTicks(1), async () => (await Service.FiguresAsync(Office.Department)).Overdue == 1);
        await Service.SettleAsync(Office.Department);
        Service.Store.IsDown = false;
        await Service.PassAsync(Due.AddSeconds(6), async () => await AlertAsync("D1", "due") is { State: AlertState.Raised, Version: 1 }, Step);
    }

    [Fact]
    public async Task A_lost_report_is_found_by_the_sweep()
    {
        await WriteUntoldAsync(Told.Received("D1", "03-02 08:00"));
        (await Service.FiguresAsync(Office.Department)).Open.ShouldBe(0);
        await Service.PassAsync(Service.Clock.GetUtcNow().AddSeconds(31), async () => (await Service.FiguresAsync(Office.Department)).Open == 1);
    }

    [Fact]
    public async Task A_transfer_that_nobody_heard_of_leaves_the_old_board_at_the_sweep()
    {
        var received = Told.Received("D1", "03-02 08:00", Office.Division, Office.Hall);
        await Service.IngestAsync(received);
        await WriteUntoldAsync(received, Told.Event(EventType.Transferred, "D1", "03-02 08:30") with { Agency = Office.Commune });
        (await Service.FiguresAsync(Office.Division)).Open.ShouldBe(1);
        await Service.PassAsync(
            Service.Clock.GetUtcNow().AddSeconds(31),
            async () => (await Service.FiguresAsync(Office.Division)).Open == 0 && (await Service.FiguresAsync(Office.Commune)).Open == 1);
        (await Service.FiguresAsync(Office.Province)).Open.ShouldBe(1);
        (await Service.FiguresAsync(Office.Hall)).Open.ShouldBe(1);
    }

    [Fact]
    public async Task A_resend_is_counted_at_once_though_its_row_was_written_before()
    {
        var received = Told.Received("D1", "03-02 08:00");
        await WriteUntoldAsync(received);
        (await Service.IngestAsync(received)).ShouldBe([EventOutcome.Duplicate]);
        (await Service.FiguresAsync(Office.Department)).Open.ShouldBe(1);
    }

    [Fact]
    public async Task Who_watches_gets_every_change_and_beats_between()
    {
        var watcher = new Watcher();
        var reference = Service.Grains.CreateObjectReference<IBoardObserver>(watcher);
        var first = (await Service.Agency(Office.Province).WatchAsync(reference, CancellationToken.None)).ShouldNotBeNull();
        await Service.IngestAsync(Told.Received("D1", "03-02 08:00", Office.Division));
        await Service.PassAsync(Service.Clock.GetUtcNow().AddSeconds(1), () => WatchedAsync(reference, watcher.Last?.Figures.Open == 1), Step);
        watcher.Last!.Epoch.ShouldBe(first.Epoch);
        watcher.Last.Sequence.ShouldBeGreaterThan(first.Sequence);

        // A beat may have a number of its own: on a slow machine the board grows old for a moment, as the clock runs ahead of the branch.
        await Service.PassAsync(Service.Clock.GetUtcNow().AddSeconds(6), () => WatchedAsync(reference, watcher.Beat >= watcher.Last.Sequence), Step);
        await Service.Agency(Office.Province).UnwatchAsync(reference);
        var seen = watcher.Last;
        await Service.IngestAsync(Told.Received("D2", "03-02 08:00", Office.Division));
        await Service.PassAsync(Service.Clock.GetUtcNow().AddSeconds(1), async () => (await Service.FiguresAsync(Office.Province)).Open == 2);
        await Service.SettleAsync(Office.Province);
        watcher.Last.ShouldBeSameAs(seen);
    }

    [Fact]
    public async Task A_frame_tells_since_when_its_oldest_change_was_counted_wherever_that_was()
    {
        var watcher = new Watcher();
        var reference = Service.Grains.CreateObjectReference<IBoardObserver>(watcher);
        await Service.Agency(Office.Province).WatchAsync(reference, CancellationToken.None);
        await Service.PassAsync(Service.Clock.GetUtcNow().AddSeconds(30), () => WatchedAsync(reference, watcher.Beat > 0), Step);
        await Service.SettleAsync(Office.Province);

        var counted = Service.Clock.GetUtcNow();
        await Service.IngestAsync(Told.Received("D1", "03-02 08:00", Office.Division));
        await Service.PassAsync(counted, () => WatchedAsync(reference, watcher.Last?.Figures.Open == 1), Step);
        watcher.Last!.NewsSince.ShouldBe(counted);
        await Service.Agency(Office.Province).UnwatchAsync(reference);
    }

    [Fact]
    public async Task Two_boards_that_differ_never_have_one_number()
    {
        var watcher = new Watcher();
        var reference = Service.Grains.CreateObjectReference<IBoardObserver>(watcher);
        var first = (await Service.Agency(Office.Department).WatchAsync(reference, CancellationToken.None)).ShouldNotBeNull();
        await Service.IngestAsync(Told.Received("D1", "03-02 08:00"));
        var second = (await Service.Agency(Office.Department).WatchAsync(reference, CancellationToken.None)).ShouldNotBeNull();
        (first.Figures.Open, second.Figures.Open).ShouldBe((0, 1));
        second.Sequence.ShouldBeGreaterThan(first.Sequence);
        await Service.Agency(Office.Department).UnwatchAsync(reference);
    }

    [Fact]
    public async Task Midnight_empties_today()
    {
        await Service.IngestAsync(Told.Received("D1", "03-02 08:00"), Told.Event(EventType.Finished, "D1", "03-02 08:30"));
        var today = await Service.FiguresAsync(Office.Province);
        (today.ReceivedToday, today.EndedToday, today.OnTime.Denominator).ShouldBe((1, 1, 1));
        await Service.PassAsync(ADossier.At("03-03 00:00"), async () => (await Service.FiguresAsync(Office.Province)).ReceivedToday == 0);
        var tomorrow = await Service.FiguresAsync(Office.Province);
        (tomorrow.EndedToday, tomorrow.OnTime.Denominator).ShouldBe((0, 1));
    }

    [Fact]
    public async Task An_agency_nobody_knows_has_no_board()
    {
        (await Service.Agency("unknown").GetBoardAsync(CancellationToken.None)).ShouldBeNull();
    }

    // A dossier that cannot even be read fails to activate, and the engine tells why.
    private static async Task ShouldBeUnavailableAsync(Func<Task> act) =>
        (await act.ShouldThrowAsync<Exception>()).GetBaseException().ShouldBeOfType<StoreUnavailableException>();

    // Frames keep a distance in the clock's time, so it goes on a little with each look; and a watcher that does not renew is forgotten in a minute of it.
    private async Task<bool> WatchedAsync(IBoardObserver watcher, bool condition)
    {
        await Service.Agency(Office.Province).WatchAsync(watcher, CancellationToken.None);
        return condition;
    }

    private async Task<Alert?> AlertAsync(string dossier, string rung) =>
        (await Service.DetailAsync(dossier))?.Alerts.FirstOrDefault(alert => alert.Rung == rung);

    // As if the process had died between the commit of the last event and telling the agencies. Those before it were told.
    private async Task WriteUntoldAsync(params DossierEvent[] events)
    {
        var now = Service.Clock.GetUtcNow();
        var (dossier, version) = (events[0].Dossier, events.Length);
        var (next, _) = Dossier.Apply(dossier, DossierState.Empty, [.. events], IngestMode.Live, now, Office.Reference);
        var (state, line) = (next.State, next.Line(version, now));
        var write = new DossierWrite(version - 1, line, DossierStateJson.Write(state), [state.Events[^1]], []);
        await Service.Get<IDossierStore>().WriteAsync(write, CancellationToken.None);
    }

    private sealed class Watcher : IBoardObserver
    {
        public BoardFrame? Last { get; private set; }

        public long Beat { get; private set; }

        public Task OnFrameAsync(BoardFrame frame)
        {
            Last = frame;
            return Task.CompletedTask;
        }

        public Task OnBeatAsync(string epoch, long sequence, DateTimeOffset asOf)
        {
            Beat = sequence;
            return Task.CompletedTask;
        }
    }
}
