using System.Collections.Concurrent;
using System.Globalization;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace Engine.Conformance.Support;

/// <summary>A storage in memory that checks versions, and can be made to wait, to fail, or to be written by somebody else.</summary>
public sealed class TestStore(Gates gates) : IGrainStorage
{
    private readonly ConcurrentDictionary<string, (object? State, int Version)> _rows = new(StringComparer.Ordinal);

    public ConcurrentDictionary<string, Exception> Failures { get; } = new(StringComparer.Ordinal);

    public ConcurrentDictionary<string, string> WriteGates { get; } = new(StringComparer.Ordinal);

    public ConcurrentDictionary<string, int> Writes { get; } = new(StringComparer.Ordinal);

    public void WriteBehindTheGrain(string key, object state) =>
        _rows.AddOrUpdate(key, _ => (state, 1), (_, row) => (state, row.Version + 1));

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        ThrowIfFailing(grainId);
        if (_rows.TryGetValue(KeyOf(grainId), out var row) && row.State is not null)
            (grainState.State, grainState.ETag, grainState.RecordExists) = ((T)row.State, Tag(row.Version), true);
        return Task.CompletedTask;
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var key = KeyOf(grainId);
        ThrowIfFailing(grainId);
        Writes.AddOrUpdate(key, 1, static (_, count) => count + 1);
        var written = grainState.State;
        if (WriteGates.TryGetValue(key, out var gate))
            await gates.Pass(gate);
        Replace(key, grainState, written);
        grainState.RecordExists = true;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        ThrowIfFailing(grainId);
        Replace(KeyOf(grainId), grainState, written: null);
        grainState.State = Activator.CreateInstance<T>();
        grainState.RecordExists = false;
        return Task.CompletedTask;
    }

    private static string KeyOf(GrainId grainId) => grainId.Key.ToString()!;

    private static string Tag(int version) => version.ToString(CultureInfo.InvariantCulture);

    private void Replace<T>(string key, IGrainState<T> grainState, object? written)
    {
        var stored = _rows.TryGetValue(key, out var row) ? Tag(row.Version) : null;
        if (!string.Equals(stored, grainState.ETag, StringComparison.Ordinal))
            throw new InconsistentStateException("Somebody else has written.", stored, grainState.ETag);
        var next = row.Version + 1;
        _rows[key] = (written, next);
        grainState.ETag = Tag(next);
    }

    private void ThrowIfFailing(GrainId grainId)
    {
        if (Failures.TryGetValue(KeyOf(grainId), out var failure))
            throw failure;
    }
}
