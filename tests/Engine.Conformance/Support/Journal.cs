namespace Engine.Conformance.Support;

/// <summary>What the grains of one silo did, in order, for the tests to read.</summary>
public sealed class Journal
{
    private readonly Lock _gate = new();
    private readonly List<(string Key, string Entry)> _entries = [];
    private readonly List<(Func<bool> Holds, TaskCompletionSource Waiter)> _waiters = [];

    public void Note(string key, string entry)
    {
        lock (_gate)
        {
            _entries.Add((key, entry));
            foreach (var waiter in _waiters.FindAll(waiter => waiter.Holds()))
            {
                waiter.Waiter.TrySetResult();
                _waiters.Remove(waiter);
            }
        }
    }

    public IReadOnlyList<string> Of(string key)
    {
        lock (_gate)
        {
            return [.. Entries(key)];
        }
    }

    /// <summary>Waits until the entry has been noted this many times; fails after 20 s.</summary>
    public Task Until(string key, string entry, int times = 1)
    {
        lock (_gate)
        {
            bool Holds() => Entries(key).Count(noted => string.Equals(noted, entry, StringComparison.Ordinal)) >= times;
            if (Holds())
                return Task.CompletedTask;
            var waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add((Holds, waiter));
            return waiter.Task.Soon();
        }
    }

    private IEnumerable<string> Entries(string key) =>
        _entries.Where(noted => string.Equals(noted.Key, key, StringComparison.Ordinal)).Select(noted => noted.Entry);
}
