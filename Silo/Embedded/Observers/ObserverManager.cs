using System.Collections;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Orleans.Utilities;

public class ObserverManager<TObserver>(TimeSpan expiration, ILogger log) : ObserverManager<IAddressable, TObserver>(expiration, log);

/// <summary>
/// Who is subscribed to a grain. A subscription that is not renewed within <see cref="ExpirationDuration"/>, or whose observer fails, is
/// dropped at the next notification. Belongs to one grain and is used on its turns only.
/// </summary>
public class ObserverManager<TIdentity, TObserver> : IEnumerable<TObserver>
    where TIdentity : notnull
{
    private readonly Dictionary<TIdentity, (TObserver Observer, DateTime LastSeen)> _observers = [];
    private readonly ILogger _log;

    public ObserverManager(TimeSpan expiration, ILogger log)
    {
        ArgumentNullException.ThrowIfNull(log);
        ExpirationDuration = expiration;
        _log = log;
    }

    /// <summary>The clock of expiry, in UTC. Set it to the injected <see cref="TimeProvider"/>, as the default is the machine's clock.</summary>
    public Func<DateTime> GetDateTime { get; set; } = static () => TimeProvider.System.GetUtcNow().UtcDateTime;

    public TimeSpan ExpirationDuration { get; set; }

    /// <summary>Subscriptions held, those not yet found expired included.</summary>
    public int Count => _observers.Count;

    public IReadOnlyDictionary<TIdentity, TObserver> Observers => _observers.ToDictionary(entry => entry.Key, entry => entry.Value.Observer);

    /// <summary>Adds or renews.</summary>
    public void Subscribe(TIdentity id, TObserver observer) => _observers[id] = (observer, GetDateTime());

    public void Unsubscribe(TIdentity id) => _observers.Remove(id);

    public void Clear() => _observers.Clear();

    public void ClearExpired()
    {
        var now = GetDateTime();
        foreach (var (id, entry) in _observers)
        {
            if (Expired(entry.LastSeen, now))
                _observers.Remove(id);
        }
    }

    public void Notify(Action<TObserver> notification, Func<TObserver, bool>? predicate = null)
    {
        ArgumentNullException.ThrowIfNull(notification);
        foreach (var (id, observer) in Chosen(predicate))
        {
            try
            {
                notification(observer);
            }
            catch (Exception failure)
            {
                Drop(id, failure);
            }
        }
    }

    public async Task Notify(Func<TObserver, Task> notification, Func<TObserver, bool>? predicate = null)
    {
        ArgumentNullException.ThrowIfNull(notification);
        foreach (var (id, observer) in Chosen(predicate))
        {
            try
            {
                await notification(observer);
            }
            catch (Exception failure)
            {
                Drop(id, failure);
            }
        }
    }

    public IEnumerator<TObserver> GetEnumerator() => Observers.Values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    // A copy: an observer may come or go while the others are told.
    private List<(TIdentity Id, TObserver Observer)> Chosen(Func<TObserver, bool>? predicate)
    {
        ClearExpired();
        var chosen = new List<(TIdentity, TObserver)>(_observers.Count);
        foreach (var (id, entry) in _observers)
        {
            if (predicate is null || predicate(entry.Observer))
                chosen.Add((id, entry.Observer));
        }

        return chosen;
    }

    private void Drop(TIdentity id, Exception failure)
    {
        _observers.Remove(id);
        _log.ObserverDropped(failure, id);
    }

    private bool Expired(DateTime lastSeen, DateTime now) => lastSeen + ExpirationDuration < now;
}
