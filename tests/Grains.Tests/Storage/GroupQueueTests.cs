using Grains.Interfaces.Operations;
using Grains.Storage;
using Shouldly;
using Tests.Shared;
using Xunit;

namespace Grains.Tests.Storage;

public sealed class GroupQueueTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private sealed class Letter(int size = 1) : QueuedItem
    {
        public override int Size => size;
    }

    /// <summary>Holds the first commit until it is let go, so that a test knows what is queued meanwhile.</summary>
    private sealed class Gate : IDisposable
    {
        private readonly ManualResetEventSlim _open = new();

        public TaskCompletionSource Entered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public List<int> Batches { get; } = [];

        public void Open() => _open.Set();

        public void Dispose() => _open.Dispose();

        public void Commit(IReadOnlyList<Letter> batch)
        {
            Batches.Add(batch.Count);
            Entered.TrySetResult();
            _open.Wait(Deadline).ShouldBeTrue();
        }
    }

    [Fact]
    public async Task What_is_queued_during_a_commit_joins_the_next_one()
    {
        using var gate = new Gate();
        using var commits = new GroupQueue<Letter>("test", gate.Commit);
        var first = commits.AddAsync(new Letter(), default);
        await gate.Entered.Task.WaitAsync(Deadline);
        var others = Enumerable.Range(0, 30).Select(_ => commits.AddAsync(new Letter(), default)).ToList();
        others.ShouldAllBe(write => !write.IsCompleted);
        first.IsCompleted.ShouldBeFalse();

        gate.Open();
        await Task.WhenAll(others.Append(first)).WaitAsync(Deadline);

        gate.Batches.ShouldBe([1, 30]);
    }

    [Fact]
    public async Task A_batch_is_bounded_in_writes_and_bytes()
    {
        using var gate = new Gate();
        using var commits = new GroupQueue<Letter>("test", gate.Commit);
        var writes = new List<Task> { commits.AddAsync(new Letter(), default) };
        await gate.Entered.Task.WaitAsync(Deadline);
        for (var i = 0; i < 3; i++)
            writes.Add(commits.AddAsync(new Letter(GroupQueue<Letter>.MaxBytes / 2), default));
        for (var i = 0; i < GroupQueue<Letter>.MaxItems; i++)
            writes.Add(commits.AddAsync(new Letter(), default));

        gate.Open();
        await Task.WhenAll(writes).WaitAsync(Deadline);

        gate.Batches.ShouldBe([1, 2, GroupQueue<Letter>.MaxItems, 1]);
    }

    [Fact]
    public async Task Writers_wait_for_room_and_may_give_up_only_there()
    {
        using var gate = new Gate();
        using var commits = new GroupQueue<Letter>("test", gate.Commit);
        using var patience = new CancellationTokenSource();
        var first = commits.AddAsync(new Letter(), patience.Token);
        await gate.Entered.Task.WaitAsync(Deadline);
        var queued = Enumerable.Range(0, GroupQueue<Letter>.Capacity).Select(_ => commits.AddAsync(new Letter(), patience.Token)).ToList();
        var outside = commits.AddAsync(new Letter(), patience.Token);
        var waiting = commits.AddAsync(new Letter(), default);

        await patience.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(outside);
        queued.ShouldAllBe(write => !write.IsCompleted);
        gate.Open();
        await Task.WhenAll(queued.Append(first).Append(waiting)).WaitAsync(Deadline);

        gate.Batches.Sum().ShouldBe(GroupQueue<Letter>.Capacity + 2);
    }

    [Fact]
    public async Task A_failed_commit_is_told_to_each_of_its_batch_and_the_next_one_goes_on()
    {
        using var gate = new Gate();
        var fails = true;
        using var commits = new GroupQueue<Letter>("test", batch =>
        {
            gate.Commit(batch);
            if (fails)
                throw new IOException("disk");
        });
        var writes = Enumerable.Range(0, 5).Select(_ => commits.AddAsync(new Letter(), default)).ToList();
        gate.Open();

        foreach (var write in writes)
            (await Should.ThrowAsync<StoreUnavailableException>(write.WaitAsync(Deadline))).InnerException.ShouldBeOfType<IOException>();
        fails = false;
        await commits.AddAsync(new Letter(), default).WaitAsync(Deadline);
    }

    [Fact]
    public async Task Who_waits_behind_a_batch_that_took_long_to_fail_is_told_too()
    {
        using var gate = new Gate();
        var real = new FakeClock();
        var tries = 0;
        using var commits = new GroupQueue<Letter>(
            "test",
            batch =>
            {
                gate.Commit(batch);
                tries++;
                throw new IOException("no answer");
            },
            real);
        var first = commits.AddAsync(new Letter(), default);
        await gate.Entered.Task.WaitAsync(Deadline);
        var waiting = Enumerable.Range(0, GroupQueue<Letter>.Capacity + 500).Select(_ => commits.AddAsync(new Letter(), default)).ToList();
        real.Advance(TimeSpan.FromSeconds(20));
        gate.Open();

        foreach (var write in waiting.Take(GroupQueue<Letter>.Capacity - 1).Prepend(first))
            await Should.ThrowAsync<StoreUnavailableException>(write.WaitAsync(Deadline));
        await Task.WhenAll(waiting).WaitAsync(Deadline).ShouldThrowAsync<StoreUnavailableException>();
        tries.ShouldBeLessThan(10, "one for those queued, and a few for those who had found no room; batch by batch it would be eleven or more");
    }

    [Fact]
    public async Task A_refused_write_fails_alone()
    {
        using var commits = new GroupQueue<Letter>("test", batch => batch[0].Refuse(new FormatException("no")));

        await Should.ThrowAsync<FormatException>(commits.AddAsync(new Letter(), default).WaitAsync(Deadline));
    }

    [Fact]
    public async Task Closing_answers_all_that_is_queued_and_takes_no_more()
    {
        using var gate = new Gate();
        var commits = new GroupQueue<Letter>("test", gate.Commit);
        var writes = Enumerable.Range(0, 5000).Select(_ => commits.AddAsync(new Letter(), default)).ToList();
        gate.Open();

        commits.Dispose();

        await Task.WhenAll(writes).WaitAsync(Deadline);
        gate.Batches.Sum().ShouldBe(5000);
        await Should.ThrowAsync<StoreUnavailableException>(commits.AddAsync(new Letter(), default));
    }
}
