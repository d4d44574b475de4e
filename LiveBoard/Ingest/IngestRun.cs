using System.Globalization;
using Grains.Interfaces.Dossiers;
using Grains.Interfaces.Ingest;
using LiveBoard.Hosting;

namespace LiveBoard.Ingest;

/// <summary>
/// One ingest request: reads events while earlier ones are being applied. Events of one dossier go down one lane and keep their order.
/// </summary>
internal sealed class IngestRun
{
    private readonly IIngestGrain _grain;
    private readonly LiveBoardOptions _options;
    private readonly TimeProvider _clock;
    private readonly EventReader _reader = new();
    private readonly IngestLane[] _lanes;
    private readonly List<RefusedItem> _refused = [];
    private List<RefusedEvent> _unread = [];
    private int _received;

    public IngestRun(IIngestGrain grain, IngestMode mode, LiveBoardOptions options, TimeProvider clock)
    {
        (_grain, _options, _clock) = (grain, options, clock);
        _lanes = [.. Enumerable.Range(0, options.CallsPerRequest).Select(_ => new IngestLane(grain, mode, options.EventsPerCall))];
    }

    /// <exception cref="UnreadableBodyException">Not JSON; events before the fault may be applied.</exception>
    /// <exception cref="BodyTooLargeException">Over a limit; events before it may be applied.</exception>
    public async Task<IngestAnswer> RunAsync(EventBody body, CancellationToken cancellationToken)
    {
        try
        {
            while (await body.ReadAsync(Take, cancellationToken))
                await PumpAsync(cancellationToken);
            await PumpAsync(cancellationToken);
            await Task.WhenAll(_lanes.Select(lane => lane.FinishAsync(cancellationToken)).Append(KeepUnreadAsync(cancellationToken)));
            return Answer();
        }
        finally
        {
            // Nothing of this request goes on behind its answer.
            await Task.WhenAll(_lanes.Select(lane => lane.UnderWay)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Take(ReadOnlySpan<byte> json)
    {
        if (_received == _options.MaxEventsPerRequest)
            throw new BodyTooLargeException(string.Create(
                CultureInfo.InvariantCulture, $"One request may hold at most {_options.MaxEventsPerRequest} events. Send them in several requests."));
        var index = _received++;
        var read = _reader.Read(json);
        if (read.Event is { } dossierEvent)
        {
            _lanes[(dossierEvent.Dossier.GetHashCode(StringComparison.Ordinal) & int.MaxValue) % _lanes.Length].Add(index, dossierEvent);
            return;
        }
        var refusal = read.Refusal!;
        _refused.Add(new RefusedItem(index, read.Id, refusal.Code, refusal.Field, refusal.Message));
        _unread.Add(new RefusedEvent(read.Source, read.Id, read.Dossier, read.Type, refusal, _clock.GetUtcNow()));
    }

    private async Task PumpAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(_lanes.Select(lane => lane.PumpAsync(cancellationToken)));
        if (_unread.Count >= _options.EventsPerCall)
            await KeepUnreadAsync(cancellationToken);
    }

    private async Task KeepUnreadAsync(CancellationToken cancellationToken)
    {
        var unread = _unread;
        _unread = [];
        foreach (var part in unread.Chunk(_options.EventsPerCall))
            await _grain.KeepRefusedAsync([.. part], cancellationToken);
    }

    private IngestAnswer Answer() => new(
        _received,
        _lanes.Sum(lane => lane.Applied),
        _lanes.Sum(lane => lane.Duplicate),
        [.. _refused.Concat(_lanes.SelectMany(lane => lane.Refused)).OrderBy(item => item.Index)]);
}
