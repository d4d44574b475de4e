using System.Collections.Concurrent;
using Orleans.Runtime;

namespace Orleans.Hosting;

/// <summary>Makes references.</summary>
internal sealed class Client(IServiceProvider services, GrainClass[] classes, ObserverDirectory observers) : IClusterClient
{
    private readonly ConcurrentDictionary<Type, (GrainInterface Interface, GrainClass Class)> _only = new();

    public IServiceProvider ServiceProvider => services;

    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(primaryKey);
        if (grainClassNamePrefix is not null)
        {
            var grainClass = ClassOf(typeof(TGrainInterface), grainClassNamePrefix);
            return Reference.Create<TGrainInterface>(GrainInterface.Of(typeof(TGrainInterface)), grainClass, primaryKey);
        }

        if (!_only.TryGetValue(typeof(TGrainInterface), out var target))
        {
            target = (GrainInterface.Of(typeof(TGrainInterface)), ClassOf(typeof(TGrainInterface), string.Empty));
            _only[typeof(TGrainInterface)] = target;
        }

        return Reference.Create<TGrainInterface>(target.Interface, target.Class, primaryKey);
    }

    public TGrainObserverInterface CreateObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver
    {
        ArgumentNullException.ThrowIfNull(obj);
        if (obj is not TGrainObserverInterface)
            throw new ArgumentException($"{obj.GetType()} does not implement {typeof(TGrainObserverInterface)}.", nameof(obj));
        if (obj is Reference)
            throw new ArgumentException("This is a reference already.", nameof(obj));
        return Reference.Create<TGrainObserverInterface>(
            GrainInterface.Of(typeof(TGrainObserverInterface)), observers, observers.Add(obj));
    }

    public void DeleteObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver
    {
        if (obj is not Reference reference || reference.Destination != observers)
            throw new ArgumentException("Give the reference that CreateObjectReference returned.", nameof(obj));
        observers.Remove(reference.Key);
    }

    private GrainClass ClassOf(Type grainInterface, string prefix)
    {
        var found = classes
            .Where(candidate => grainInterface.IsAssignableFrom(candidate.Type)
                && candidate.Type.FullName!.StartsWith(prefix, StringComparison.Ordinal))
            .ToArray();
        return found.Length switch
        {
            1 => found[0],
            0 => throw new ArgumentException($"No grain class implements {grainInterface} (class name prefix '{prefix}').", nameof(grainInterface)),
            _ => throw new ArgumentException(
                $"{grainInterface} is implemented by {string.Join(", ", found.Select(candidate => candidate.Type))}; give a class name prefix.", nameof(grainInterface)),
        };
    }
}
