using Orleans;
using Orleans.Concurrency;

namespace Engine.Conformance.Grains;

/// <summary>What the probes can be asked; the grain classes differ in how they take turns.</summary>
public interface IProbe : IGrainWithStringKey
{
    /// <summary>Which activation answers.</summary>
    [Alias("instance")]
    Task<Guid> Instance();

    /// <summary>Notes "start {name}", waits at the gate of that name, notes "end {name}".</summary>
    [Alias("work")]
    Task Work(string name);

    [Alias("interleaved")]
    [AlwaysInterleave]
    Task Interleaved(string name);

    [Alias("read")]
    [ReadOnly]
    Task Read(string name);

    [Alias("stall")]
    [ResponseTimeout("00:00:01")]
    Task Stall(string name);

    [Alias("note")]
    Task Note(string entry);

    [Alias("note-times")]
    Task NoteTimes(string key, int times);

    [Alias("note-and-forget")]
    [OneWay]
    Task NoteAndForget(string entry);

    [Alias("throw-and-forget")]
    [OneWay]
    Task ThrowAndForget();

    [Alias("double")]
    ValueTask<int> Double(int value);

    [Alias("note-value")]
    ValueTask NoteValue(string entry);

    [Alias("throw")]
    Task Throw(string message);

    [Alias("throw-at-once")]
    Task<int> ThrowAtOnce(string message);

    /// <summary>Calls the other probe, which calls this one.</summary>
    [Alias("cycle")]
    [ResponseTimeout("00:00:01")]
    Task Cycle(string other, int hops);

    /// <summary>Reads, lets others in, writes: loses counts when the grain's code runs on two threads.</summary>
    [Alias("count")]
    Task<int> Count(int times);

    [Alias("cancellable")]
    Task Cancellable(string name, CancellationToken cancellationToken);

    [Alias("now")]
    Task<DateTimeOffset> Now();

    [Alias("own-key")]
    Task<(string FromGrain, string FromReference)> OwnKey();

    [Alias("leave")]
    Task Leave();

    [Alias("work-and-leave")]
    Task WorkAndLeave(string name);

    [Alias("delay-leaving")]
    Task DelayLeaving(TimeSpan span);
}

public interface ITurnsProbe : IProbe;

public interface IReentrantProbe : IProbe;
