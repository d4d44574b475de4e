using Grains.Interfaces.Agencies;
using Grains.Interfaces.Dossiers;
using Grains.Tests.Catalogue;
using Shouldly;
using Xunit;

namespace Grains.Tests.Live;

/// <summary>A process of the cluster that hangs, be it one with boards or one with agencies: the others' boards go on.</summary>
public sealed class HungTests : LiveTest
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);
    private readonly LiveBoard _board = new();
    private readonly HungBoard _hung = new();

    [Fact]
    public async Task A_board_that_never_answers_holds_up_nobody()
    {
        await WatchAsync(Office.Division, _hung);
        await WatchAsync(Office.Division, _board);
        for (var i = 1; i <= 5; i++)
        {
            await Service.IngestAsync(Told.Received($"D{i}", "03-02 08:00", Office.Division));
            await SeesAsync(open: i);
        }

        (await Service.FiguresAsync(Office.Province)).Open.ShouldBe(5);
    }

    [Fact]
    public async Task A_parent_that_never_answers_does_not_keep_an_agency_from_its_own_displays()
    {
        await WatchAsync(Office.Division, _board);
        Service.Losses.Hung = Key(Office.Department);
        for (var i = 1; i <= 3; i++)
        {
            await Service.IngestAsync(Told.Received($"D{i}", "03-02 08:00", Office.Division));
            await SeesAsync(open: i);
        }

        (await Service.FiguresAsync(Office.Division)).Open.ShouldBe(3);
    }

    [Fact]
    public async Task A_question_that_a_hung_branch_owes_an_answer_keeps_no_display_waiting()
    {
        await WatchAsync(Office.Province, _board);
        Service.Losses.Hung = Key(Office.Commune);
        var question = Service.BoardAsync(Office.Province);
        await WatchAsync(Office.Province, _hung);
        await Service.IngestAsync(Told.Received("D1", "03-02 08:00", Office.Division));
        await SeesAsync(open: 1);
        question.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task A_dossier_that_changes_hands_is_never_gone_from_the_boards_above_while_its_new_agency_wakes()
    {
        await Service.IngestAsync(Told.Received("D1", "03-02 08:00", Office.Division));
        Service.Losses.Asleep = Key(Office.Commune);
        var transfer = Service.IngestAsync(Told.Event(EventType.Transferred, "D1", "03-02 08:30") with { Agency = Office.Commune });
        (await Service.FiguresAsync(Office.Division)).Open.ShouldBe(1);
        (await Service.FiguresAsync(Office.Province)).Open.ShouldBe(1);
        transfer.IsCompleted.ShouldBeFalse();

        Service.Losses.Woken.SetResult();
        (await transfer).ShouldBe([EventOutcome.Applied]);
        (await Service.FiguresAsync(Office.Division)).Open.ShouldBe(0);
        (await Service.FiguresAsync(Office.Commune)).Open.ShouldBe(1);
        (await Service.FiguresAsync(Office.Province)).Open.ShouldBe(1);
    }

    [Fact]
    public async Task A_part_of_the_branch_that_is_not_heard_makes_the_boards_above_old()
    {
        await WatchAsync(Office.Province, _board);
        Service.Losses.Hung = Key(Office.Department);
        var hung = Service.Clock.GetUtcNow();
        await Service.PassAsync(hung.AddSeconds(20), async () => (await AsOfAsync(Office.Province)) < hung.AddSeconds(10), Step);
        (await AsOfAsync(Office.Department)).ShouldBeLessThanOrEqualTo(hung);
        (await AsOfAsync(Office.Division)).ShouldBeGreaterThan(hung.AddSeconds(10), "it answers for itself");
    }

    [Fact]
    public async Task A_board_is_as_old_as_the_deepest_part_that_is_not_heard_although_those_between_still_vouch_for_it()
    {
        Service.Losses.Hung = Key(Office.Department);
        var hung = Service.Clock.GetUtcNow();
        await Service.PassAsync(hung.AddSeconds(5), async () => await DepartmentVouchedAsync() > hung.AddSeconds(4), Step);
        Service.Clock.MoveTo(hung.AddSeconds(8));
        (await DepartmentVouchedAsync()).ShouldBe(hung.AddSeconds(5), TimeSpan.FromSeconds(1));
        (await AsOfAsync(Office.Province)).ShouldBeLessThanOrEqualTo(hung);

        async Task<DateTimeOffset> DepartmentVouchedAsync() =>
            (await FrameAsync(Office.Province)).Children.Single(child => child.Agency.Code == Office.Department).AsOf!.Value;
    }

    private async Task<DateTimeOffset> AsOfAsync(string agency) => (await FrameAsync(agency)).AsOf;

    private async Task<BoardFrame> FrameAsync(string agency) =>
        (await Service.Agency(agency).WatchAsync(Service.Grains.CreateObjectReference<IBoardObserver>(_hung), CancellationToken.None)).ShouldNotBeNull();

    private async Task WatchAsync(string agency, IBoardObserver board) => (await Service.Agency(agency).WatchAsync(
        Service.Grains.CreateObjectReference<IBoardObserver>(board), CancellationToken.None)).ShouldNotBeNull();

    private Task SeesAsync(int open) => Service.PassAsync(
        Service.Clock.GetUtcNow(),
        async () =>
        {
            await Service.FiguresAsync(Office.Hall); // a turn for the engine
            return _board.Open == open;
        },
        Step);

    private static string Key(string agency) => AgencyCode.TryParse(agency, out var code) ? code.GrainKey : throw new ArgumentException(agency, nameof(agency));

    private sealed class LiveBoard : IBoardObserver
    {
        private volatile int _open;

        public int Open => _open;

        public Task OnFrameAsync(BoardFrame frame)
        {
            _open = frame.Figures.Open;
            return Task.CompletedTask;
        }

        public Task OnBeatAsync(string epoch, long sequence, DateTimeOffset asOf) => Task.CompletedTask;
    }

    private sealed class HungBoard : IBoardObserver
    {
        public Task OnFrameAsync(BoardFrame frame) => new TaskCompletionSource().Task;

        public Task OnBeatAsync(string epoch, long sequence, DateTimeOffset asOf) => new TaskCompletionSource().Task;
    }
}
