using System.Buffers;
using System.Threading.Channels;
using Monitor.Cli.Mappings;

namespace Monitor.Cli.Sending;

/// <summary>
/// Sends events in batches, with several requests on their way at once. Each dossier belongs to one lane and a lane has one request out, so the
/// events of a dossier arrive in the order in which they were given. A batch is whatever waits when the one before was answered, up to its bound.
/// </summary>
internal sealed class Sender : IAsyncDisposable
{
    /// <summary>Most events in one request.</summary>
    public const int BatchSize = 2_000;

    private const int LaneCount = 2;
    private const int LaneCapacity = 2 * BatchSize;

    private readonly MonitorService _service;
    private readonly bool _backfill;
    private readonly Tally _tally;
    private readonly CancellationTokenSource _stop;
    private readonly Channel<OutgoingEvent>[] _lanes;
    private readonly Task _work;

    public Sender(MonitorService service, bool backfill, Tally tally, CancellationToken cancellationToken)
    {
        (_service, _backfill, _tally) = (service, backfill, tally);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _lanes = [.. Enumerable.Range(0, LaneCount).Select(_ => Channel.CreateBounded<OutgoingEvent>(new BoundedChannelOptions(LaneCapacity) { SingleReader = true }))];
        _work = Task.WhenAll(_lanes.Select(lane => Task.Run(() => RunAsync(lane.Reader), CancellationToken.None)));
    }

    /// <summary>Sends these and returns when all are committed.</summary>
    public static async Task SendAllAsync(
        MonitorService service, bool backfill, Tally tally, IEnumerable<OutgoingEvent> events, CancellationToken cancellationToken)
    {
        await using var sender = new Sender(service, backfill, tally, cancellationToken);
        foreach (var item in events)
            await sender.AddAsync(item);
        await sender.CompleteAsync();
    }

    /// <summary>Takes an event, waiting while its lane is full. Throws what sending threw.</summary>
    public async ValueTask AddAsync(OutgoingEvent item)
    {
        try
        {
            await _lanes[Lane(item.Dossier)].Writer.WriteAsync(item, _stop.Token);
        }
        catch (Exception e) when (e is ChannelClosedException or OperationCanceledException)
        {
            await _work;
            throw;
        }
    }

    /// <summary>Returns when all that was taken is committed. Takes nothing more.</summary>
    public async Task CompleteAsync()
    {
        foreach (var lane in _lanes)
            lane.Writer.TryComplete();
        await _work;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await ((Task)_work).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private static int Lane(string dossier)
    {
        var hash = 17u;
        foreach (var c in dossier)
            hash = unchecked((hash * 31) + c);
        return (int)(hash % LaneCount);
    }

    private async Task RunAsync(ChannelReader<OutgoingEvent> lane)
    {
        var batch = new List<OutgoingEvent>(BatchSize);
        try
        {
            while (await lane.WaitToReadAsync(_stop.Token))
            {
                while (batch.Count < BatchSize && lane.TryRead(out var item))
                    batch.Add(item);
                await SendAsync(batch);
                batch.Clear();
            }
        }
        catch
        {
            // The other lanes and whoever adds would wait for this one.
            await _stop.CancelAsync();
            throw;
        }
    }

    private async Task SendAsync(List<OutgoingEvent> batch)
    {
        try
        {
            _tally.Add(await _service.SendAsync(Lines(batch), _backfill, _stop.Token));
        }
        catch (TooLargeException) when (batch.Count > 1)
        {
            await SendAsync(batch[..(batch.Count / 2)]);
            await SendAsync(batch[(batch.Count / 2)..]);
        }
    }

    private static ReadOnlyMemory<byte> Lines(List<OutgoingEvent> batch)
    {
        var lines = new ArrayBufferWriter<byte>(batch.Sum(item => item.Json.Length + 1));
        foreach (var item in batch)
        {
            lines.Write(item.Json.Span);
            lines.Write("\n"u8);
        }
        return lines.WrittenMemory;
    }
}
