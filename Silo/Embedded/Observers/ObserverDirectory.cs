using System.Collections.Concurrent;
using System.Globalization;

namespace Orleans.Runtime;

/// <summary>The local objects that have references. Each answers its calls one at a time and in order, as an activation that never idles.</summary>
internal sealed class ObserverDirectory(Traits traits) : Destination(traits), IHome
{
    private readonly ConcurrentDictionary<string, Activation> _observers = new(StringComparer.Ordinal);
    private long _last;

    public string Add(IGrainObserver observer)
    {
        var key = Interlocked.Increment(ref _last).ToString(CultureInfo.InvariantCulture);
        _observers[key] = new Activation(this, Traits, key, observer);
        return key;
    }

    public void Remove(string key)
    {
        if (_observers.TryRemove(key, out var observer))
            observer.Forget();
    }

    public override void Dispatch(string key, Turn turn)
    {
        if (!_observers.TryGetValue(key, out var observer) || !observer.TryAccept(turn))
            turn.Refuse(new OrleansMessageRejectionException($"Observer {key} is gone."));
    }

    void IHome.Release(Activation gone, WorkQueue left)
    {
    }
}
