using System.Collections.Concurrent;

namespace Engine.Conformance.Support;

/// <summary>Gates by name at which grains wait until the test opens them.</summary>
public sealed class Gates
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _gates = new(StringComparer.Ordinal);

    public Task Pass(string gate) => Of(gate).Task;

    public void Open(string gate) => Of(gate).TrySetResult();

    private TaskCompletionSource Of(string gate) =>
        _gates.GetOrAdd(gate, static _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
}
