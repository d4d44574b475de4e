using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace Monitor.Crash;

/// <summary>What was told to the program and what it answered: the only memory that a kill cannot reach.</summary>
internal sealed class Ledger
{
    private readonly ConcurrentDictionary<(string Source, string Id), Told> _sent = new();
    private readonly ConcurrentDictionary<(string Source, string Id), string?> _answered = new();
    private readonly ConcurrentDictionary<(string Source, string Id), (long Sent, long Answered)> _times = new();
    private readonly ConcurrentDictionary<string, OfficerAct> _acts = new();
    private int _resent;

    /// <summary>Events sent at least once, answered or not.</summary>
    public IReadOnlyDictionary<(string Source, string Id), Told> Sent => _sent;

    /// <summary>Events answered, with the code of their refusal if they were refused.</summary>
    public IReadOnlyDictionary<(string Source, string Id), string?> Answered => _answered;

    /// <summary>Timestamps at which an event was first sent and first answered; 0 while it is not.</summary>
    public (long Sent, long Answered) Times((string Source, string Id) key) => _times.GetValueOrDefault(key);

    /// <summary>The timestamp of the first answer after another; null for none.</summary>
    public long? FirstAnswerAfter(long at) => _times.Values.Where(times => times.Answered > at).Select(times => (long?)times.Answered).Min();

    /// <summary>The newest act that was answered on each alert, by <c>dossier rung</c>.</summary>
    public IReadOnlyDictionary<string, OfficerAct> Acts => _acts;

    /// <summary>How often an event was sent that had been sent before.</summary>
    public int Resent => _resent;

    public void Send(Told[] batch)
    {
        var now = TimeProvider.System.GetTimestamp();
        foreach (var told in batch)
        {
            if (_sent.TryAdd(told.Key, told))
                _times[told.Key] = (now, 0);
            else
                Interlocked.Increment(ref _resent);
        }
    }

    /// <summary>Refused at the door, before a dossier is asked: kept under data quality alone.</summary>
    public static bool IsTurnedAway(string? refusal) => refusal is "unknown-agency" or "in-the-future" or "bad-rating";

    public void Act(string alert, OfficerAct act) => _acts[alert] = act;

    /// <summary>Takes an answer of 200 into account.</summary>
    /// <param name="known">How many events of the batch had been answered before it was sent, or stood in it twice.</param>
    /// <param name="possible">How many of it the program may have known: they had been sent before, or stood in it twice.</param>
    /// <exception cref="BrokenPromiseException">It says that an event is new that was acknowledged, or knows one that was never sent.</exception>
    public void Answer(Told[] batch, JsonNode answer, int known, int possible)
    {
        var (received, applied, duplicate) = (Count("received"), Count("applied"), Count("duplicate"));
        var refused = answer["refused"]!.AsArray().ToDictionary(item => item!["index"]!.GetValue<int>(), item => item!["code"]!.GetValue<string>());
        if (received != batch.Length || applied + duplicate + refused.Count != batch.Length)
            throw new BrokenPromiseException($"An answer that does not add up for {batch.Length} events: {answer.ToJsonString()}");
        if (applied > batch.Length - known)
            throw new BrokenPromiseException($"{applied} of {batch.Length} events are answered as new, of which {known} had been acknowledged: some were lost");
        if (duplicate > possible)
            throw new BrokenPromiseException($"{duplicate} of {batch.Length} events are answered as known, of which only {possible} were sent before");
        var now = TimeProvider.System.GetTimestamp();
        for (var i = 0; i < batch.Length; i++)
        {
            _answered[batch[i].Key] = refused.GetValueOrDefault(i);
            if (Times(batch[i].Key) is { Answered: 0 } times)
                _times[batch[i].Key] = times with { Answered = now };
        }

        int Count(string name) => answer[name]!.GetValue<int>();
    }
}

/// <param name="Version">Of the alert, as answered.</param>
/// <param name="State">As in <see cref="AlertRow.State"/>.</param>
internal sealed record OfficerAct(int Version, int State, string By);
