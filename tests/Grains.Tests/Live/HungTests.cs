using Grains.Interfaces.Agencies;
using Grains.Tests.Catalogue;
using Grains.Tests.Dossiers;
using Grains.Tests.Storage;
using Shouldly;
using Xunit;

namespace Grains.Tests.Live;

/// <summary>A process of the cluster that hangs, be it one with boards or one with agencies: the others' boards go on.</summary>
public sealed class HungTests : IAsyncLifetime
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);
    private readonly TempStorage _folder = new();
    private readonly LiveBoard _board = new();
    private readonly HungBoard _hung = new();
    private Service _service = null!; // Set before each test.

    public async Task InitializeAsync() => _service = await Service.StartAsync(_folder.Folder, ADossier.At("03-02 09:00"));

    public async Task DisposeAsync()
    {
        await _service.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_board_that_never_answers_holds_up_nobody()
    {
        await WatchAsync(Office.Division, _hung);
        await WatchAsync(Office.Division, _board);
        for (var i = 1; i <= 5; i++)
        {
            await _service.IngestAsync(Told.Received($"D{i}", "03-02 08:00", Office.Division));
            await SeesAsync(open: i);
        }

        (await _service.FiguresAsync(Office.Province)).Open.ShouldBe(5);
    }

    [Fact]
    public async Task A_parent_that_never_answers_does_not_keep_an_agency_from_its_own_displays()
    {
        await WatchAsync(Office.Division, _board);
        _service.Losses.Hung = Key(Office.Department);
        for (var i = 1; i <= 3; i++)
        {
            await _service.IngestAsync(Told.Received($"D{i}", "03-02 08:00", Office.Division));
            await SeesAsync(open: i);
        }

        (await _service.FiguresAsync(Office.Division)).Open.ShouldBe(3);
    }

    [Fact]
    public async Task A_question_that_a_hung_branch_owes_an_answer_keeps_no_display_waiting()
    {
        await WatchAsync(Office.Province, _board);
        _service.Losses.Hung = Key(Office.Commune);
        var question = _service.BoardAsync(Office.Province);
        await WatchAsync(Office.Province, _hung);
        await _service.IngestAsync(Told.Received("D1", "03-02 08:00", Office.Division));
        await SeesAsync(open: 1);
        question.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task A_part_of_the_branch_that_is_not_heard_makes_the_boards_above_old()
    {
        await WatchAsync(Office.Province, _board);
        _service.Losses.Hung = Key(Office.Department);
        var hung = _service.Clock.GetUtcNow();
        await _service.PassAsync(hung.AddSeconds(20), async () => (await AsOfAsync(Office.Province)) < hung.AddSeconds(10), Step);
        (await AsOfAsync(Office.Department)).ShouldBeLessThanOrEqualTo(hung);
        (await AsOfAsync(Office.Division)).ShouldBeGreaterThan(hung.AddSeconds(10), "it answers for itself");
    }

    private async Task<DateTimeOffset> AsOfAsync(string agency) =>
        (await _service.Agency(agency).WatchAsync(_service.Grains.CreateObjectReference<IBoardObserver>(_hung), CancellationToken.None)).ShouldNotBeNull().AsOf;

    private async Task WatchAsync(string agency, IBoardObserver board) => (await _service.Agency(agency).WatchAsync(
        _service.Grains.CreateObjectReference<IBoardObserver>(board), CancellationToken.None)).ShouldNotBeNull();

    private Task SeesAsync(int open) => _service.PassAsync(
        _service.Clock.GetUtcNow(),
        async () =>
        {
            await _service.FiguresAsync(Office.Hall); // a turn for the engine
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
