using Grains.Dossiers;
using Grains.Interfaces.Agencies;
using Grains.Interfaces.Dossiers;
using Grains.Interfaces.Escalation;
using Grains.Interfaces.Operations;
using Grains.Storage;
using Grains.Tests.Catalogue;
using Grains.Tests.Dossiers;
using Grains.Tests.Storage;
using Shouldly;
using Xunit;

namespace Grains.Tests.Live;

/// <summary>Dossiers and agencies together. A dossier received on 03-02 08:00 is due on 03-09 08:00.</summary>
public sealed class AgencyGrainTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Due = ADossier.At("03-09 08:00");

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);

    private readonly TempStorage _folder = new();
    private Service _service = null!; // Set before each test.

    public async Task InitializeAsync() => _service = await Service.StartAsync(_folder.Folder, ADossier.At("03-02 09:00"));

    public async Task DisposeAsync()
    {
        await _service.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_board_turns_at_the_instant_of_the_deadline_and_the_rung_is_raised_once()
    {
        await _service.IngestAsync(Told.Received("D1", "03-02 08:00"));
        await _service.PassAsync(Due, async () => (await _service.FiguresAsync(Office.Department)).DueSoon == 1);
        (await _service.FiguresAsync(Office.Department)).Overdue.ShouldBe(0);

        await _service.PassAsync(Due.AddTicks(1), async () => (await _service.FiguresAsync(Office.Department)).Overdue == 1);
        (await _service.FiguresAsync(Office.Department)).OldestDue.ShouldBe(Due);
        await _service.PassAsync(Due.AddTicks(1), async () => await AlertAsync("D1", "due") is { State: AlertState.Raised });
        (await AlertAsync("D1", "due"))!.RaisedAt.ShouldBe(Due.AddTicks(1));

        await _service.PassAsync(Due.AddMinutes(5), async () => (await _service.BoardAsync(Office.Department)).OpenAlerts == 2);
        await _service.SettleAsync(Office.Department);
        (await AlertAsync("D1", "due"))!.Version.ShouldBe(1);
    }

    [Fact]
    public async Task After_a_restart_the_figures_are_the_same_and_what_fell_due_meanwhile_is_raised_once()
    {
        await _service.IngestAsync(Told.Received("D1", "03-02 08:00", point: Office.Hall), Told.Received("D2", "03-02 08:30", Office.Commune));
        var before = await _service.FiguresAsync(Office.Province);
        await _service.DisposeAsync();

        _service = await Service.StartAsync(_folder.Folder, ADossier.At("03-02 09:00"));
        (await _service.FiguresAsync(Office.Province)).ShouldBe(before);
        before.Open.ShouldBe(2);
        await _service.DisposeAsync();

        _service = await Service.StartAsync(_folder.Folder, Due.AddMinutes(1));
        (await _service.FiguresAsync(Office.Province)).Overdue.ShouldBe(1);
        await _service.PassAsync(Due.AddMinutes(1), async () => await AlertAsync("D1", "due") is { State: AlertState.Raised, Version: 1 });
        await _service.SettleAsync(Office.Department);
        (await _service.DetailAsync("D1"))!.Alerts.Select(alert => (alert.Rung, alert.Version)).ShouldBe([("dueSoon", 1), ("due", 1)]);
    }

    [Fact]
    public async Task A_parent_shows_the_sum_of_its_branch_and_a_point_what_it_received()
    {
        await _service.IngestAsync(
            Told.Received("D1", "03-02 08:00", Office.Department, Office.Hall),
            Told.Received("D2", "03-02 08:00", Office.Division, Office.Hall),
            Told.Received("D3", "03-02 08:00", Office.Division),
            Told.Received("D4", "03-02 08:00", Office.Commune));
        (await _service.FiguresAsync(Office.Province)).Open.ShouldBe(4);
        (await _service.FiguresAsync(Office.Department)).Open.ShouldBe(3);
        (await _service.FiguresAsync(Office.Division)).Open.ShouldBe(2);
        (await _service.FiguresAsync(Office.Hall)).Open.ShouldBe(2);
        (await _service.BoardAsync(Office.Province)).Children.Select(child => (child.Agency.Code, child.Figures.Open)).ShouldBe(
            [(Office.Hall, 0), (Office.Department, 3), (Office.Commune, 1)], ignoreOrder: true);
    }

    [Fact]
    public async Task A_transferred_dossier_leaves_one_board_and_comes_to_the_other()
    {
        await _service.IngestAsync(Told.Received("D1", "03-02 08:00", Office.Division, Office.Hall));
        await _service.IngestAsync(Told.Event(EventType.Transferred, "D1", "03-02 08:30") with { Agency = Office.Commune });
        (await _service.FiguresAsync(Office.Department)).Open.ShouldBe(0);
        (await _service.FiguresAsync(Office.Commune)).Open.ShouldBe(1);
        (await _service.FiguresAsync(Office.Hall)).Open.ShouldBe(1);
    }

    [Fact]
    public async Task A_store_that_fails_leaves_nothing_behind_and_the_resend_succeeds()
    {
        var received = Told.Received("D1", "03-02 08:00");
        await _service.IngestAsync(Told.Received("D0", "03-02 08:00"));
        _service.Store.IsDown = true;
        await ShouldBeUnavailableAsync(() => _service.IngestAsync(received));
        await ShouldBeUnavailableAsync(() => _service.IngestAsync(Told.Event(EventType.Finished, "D0", "03-02 09:00")));
        (await _service.FiguresAsync(Office.Department)).Open.ShouldBe(1);

        _service.Store.IsDown = false;
        (await _service.DetailAsync("D1")).ShouldBeNull();
        (await _service.DetailAsync("D0"))!.Ended.ShouldBeNull();
        (await _service.IngestAsync(received)).ShouldBe([EventOutcome.Applied]);
        (await _service.IngestAsync(received)).ShouldBe([EventOutcome.Duplicate]);
        (await _service.FiguresAsync(Office.Department)).Open.ShouldBe(2);
    }

    [Fact]
    public async Task A_climb_that_the_store_refused_is_made_up_for()
    {
        await _service.IngestAsync(Told.Received("D1", "03-02 08:00"));
        _service.Store.IsDown = true;
        await _service.PassAsync(Due.AddTicks(1), async () => (await _service.FiguresAsync(Office.Department)).Overdue == 1);
        await _service.SettleAsync(Office.Department);
        _service.Store.IsDown = false;
        await _service.PassAsync(Due.AddSeconds(6), async () => await AlertAsync("D1", "due") is { State: AlertState.Raised, Version: 1 }, Step);
    }

    [Fact]
    public async Task A_lost_report_is_found_by_the_sweep()
    {
        await WriteUntoldAsync(Told.Received("D1", "03-02 08:00"));
        (await _service.FiguresAsync(Office.Department)).Open.ShouldBe(0);
        await _service.PassAsync(_service.Clock.GetUtcNow().AddSeconds(31), async () => (await _service.FiguresAsync(Office.Department)).Open == 1);
    }

    [Fact]
    public async Task A_transfer_that_nobody_heard_of_leaves_the_old_board_at_the_sweep()
    {
        var received = Told.Received("D1", "03-02 08:00", Office.Division, Office.Hall);
        await _service.IngestAsync(received);
        await WriteUntoldAsync(received, Told.Event(EventType.Transferred, "D1", "03-02 08:30") with { Agency = Office.Commune });
        (await _service.FiguresAsync(Office.Division)).Open.ShouldBe(1);
        await _service.PassAsync(
            _service.Clock.GetUtcNow().AddSeconds(31),
            async () => (await _service.FiguresAsync(Office.Division)).Open == 0 && (await _service.FiguresAsync(Office.Commune)).Open == 1);
        (await _service.FiguresAsync(Office.Province)).Open.ShouldBe(1);
        (await _service.FiguresAsync(Office.Hall)).Open.ShouldBe(1);
    }

    [Fact]
    public async Task A_resend_is_counted_at_once_though_its_row_was_written_before()
    {
        var received = Told.Received("D1", "03-02 08:00");
        await WriteUntoldAsync(received);
        (await _service.IngestAsync(received)).ShouldBe([EventOutcome.Duplicate]);
        (await _service.FiguresAsync(Office.Department)).Open.ShouldBe(1);
    }

    [Fact]
    public async Task Who_watches_gets_every_change_and_beats_between()
    {
        var watcher = new Watcher();
        var reference = _service.Grains.CreateObjectReference<IBoardObserver>(watcher);
        var first = (await _service.Agency(Office.Province).WatchAsync(reference, CancellationToken.None)).ShouldNotBeNull();
        await _service.IngestAsync(Told.Received("D1", "03-02 08:00", Office.Division));
        await _service.PassAsync(_service.Clock.GetUtcNow().AddSeconds(1), () => WatchedAsync(watcher.Last?.Figures.Open == 1), Step);
        watcher.Last!.Epoch.ShouldBe(first.Epoch);
        watcher.Last.Sequence.ShouldBeGreaterThan(first.Sequence);

        await _service.PassAsync(_service.Clock.GetUtcNow().AddSeconds(6), () => WatchedAsync(watcher.Beat == watcher.Last.Sequence), Step);
        await _service.Agency(Office.Province).UnwatchAsync(reference);
        var seen = watcher.Last;
        await _service.IngestAsync(Told.Received("D2", "03-02 08:00", Office.Division));
        await _service.PassAsync(_service.Clock.GetUtcNow().AddSeconds(1), async () => (await _service.FiguresAsync(Office.Province)).Open == 2);
        await _service.SettleAsync(Office.Province);
        watcher.Last.ShouldBeSameAs(seen);
    }

    [Fact]
    public async Task A_frame_tells_since_when_its_oldest_change_was_counted_wherever_that_was()
    {
        var watcher = new Watcher();
        var reference = _service.Grains.CreateObjectReference<IBoardObserver>(watcher);
        await _service.Agency(Office.Province).WatchAsync(reference, CancellationToken.None);
        await _service.PassAsync(_service.Clock.GetUtcNow().AddSeconds(30), () => WatchedAsync(watcher.Beat > 0), Step);
        await _service.SettleAsync(Office.Province);

        var counted = _service.Clock.GetUtcNow();
        await _service.IngestAsync(Told.Received("D1", "03-02 08:00", Office.Division));
        await _service.PassAsync(counted, () => WatchedAsync(watcher.Last?.Figures.Open == 1), Step);
        watcher.Last!.NewsSince.ShouldBe(counted);
        await _service.Agency(Office.Province).UnwatchAsync(reference);
    }

    [Fact]
    public async Task Two_boards_that_differ_never_have_one_number()
    {
        var watcher = new Watcher();
        var reference = _service.Grains.CreateObjectReference<IBoardObserver>(watcher);
        var first = (await _service.Agency(Office.Department).WatchAsync(reference, CancellationToken.None)).ShouldNotBeNull();
        await _service.IngestAsync(Told.Received("D1", "03-02 08:00"));
        var second = (await _service.Agency(Office.Department).WatchAsync(reference, CancellationToken.None)).ShouldNotBeNull();
        (first.Figures.Open, second.Figures.Open).ShouldBe((0, 1));
        second.Sequence.ShouldBeGreaterThan(first.Sequence);
        await _service.Agency(Office.Department).UnwatchAsync(reference);
    }

    [Fact]
    public async Task Midnight_empties_today()
    {
        await _service.IngestAsync(Told.Received("D1", "03-02 08:00"), Told.Event(EventType.Finished, "D1", "03-02 08:30"));
        var today = await _service.FiguresAsync(Office.Province);
        (today.ReceivedToday, today.EndedToday, today.OnTime.Denominator).ShouldBe((1, 1, 1));
        await _service.PassAsync(ADossier.At("03-03 00:00"), async () => (await _service.FiguresAsync(Office.Province)).ReceivedToday == 0);
        var tomorrow = await _service.FiguresAsync(Office.Province);
        (tomorrow.EndedToday, tomorrow.OnTime.Denominator).ShouldBe((0, 1));
    }

    [Fact]
    public async Task An_agency_nobody_knows_has_no_board()
    {
        (await _service.Agency("unknown").GetBoardAsync(CancellationToken.None)).ShouldBeNull();
    }

    // A dossier that cannot even be read fails to activate, and the engine tells why.
    private static async Task ShouldBeUnavailableAsync(Func<Task> act) =>
        (await act.ShouldThrowAsync<Exception>()).GetBaseException().ShouldBeOfType<StoreUnavailableException>();

    // Frames keep a distance in the clock's time, so it goes on a little with each look.
    private async Task<bool> WatchedAsync(bool condition)
    {
        await _service.BoardAsync(Office.Hall);
        return condition;
    }

    private async Task<Alert?> AlertAsync(string dossier, string rung) =>
        (await _service.DetailAsync(dossier))?.Alerts.FirstOrDefault(alert => alert.Rung == rung);

    // As if the process had died between the commit of the last event and telling the agencies. Those before it were told.
    private async Task WriteUntoldAsync(params DossierEvent[] events)
    {
        var now = _service.Clock.GetUtcNow();
        var (dossier, version) = (events[0].Dossier, events.Length);
        var (next, _) = Dossier.Apply(dossier, DossierState.Empty, [.. events], IngestMode.Live, now, Office.Reference);
        var (state, line) = (next.State, next.Line(version, now));
        var write = new DossierWrite(version - 1, line, DossierStateJson.Write(state), [state.Events[^1]], []);
        await _service.Get<IDossierStore>().WriteAsync(write, CancellationToken.None);
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
