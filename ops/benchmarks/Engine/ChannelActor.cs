using System.Threading.Channels;

namespace Monitor.Bench.Engine;

/// <summary>The plainest actor of one process: a channel, one reader, and a promise a call. No time-outs, no life cycle, no watch.</summary>
internal sealed class ChannelActor : IDisposable
{
    private readonly Channel<(long Number, TaskCompletionSource<long> Answer)> _calls =
        Channel.CreateUnbounded<(long, TaskCompletionSource<long>)>(new UnboundedChannelOptions { SingleReader = true });

    public ChannelActor() => Reading = ReadAsync();

    public Task Reading { get; }

    public Task<long> AddAsync(long number)
    {
        var answer = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        _calls.Writer.TryWrite((number, answer));
        return answer.Task;
    }

    public void Dispose() => _calls.Writer.TryComplete();

    private async Task ReadAsync()
    {
        var sum = 0L;
        await foreach (var (number, answer) in _calls.Reader.ReadAllAsync())
            answer.SetResult(sum += number);
    }
}
