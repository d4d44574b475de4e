namespace Orleans;

public interface IGrainFactory
{
    /// <summary>A reference to the grain with this key. Nothing is activated before the first call.</summary>
    /// <param name="primaryKey">Not empty.</param>
    /// <param name="grainClassNamePrefix">Start of the full name of the grain class, needed only when several classes implement the interface.</param>
    /// <exception cref="ArgumentException">No class, or more than one, implements the interface.</exception>
    TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey;

    /// <summary>
    /// A reference to a local object. Its calls run one at a time, in order. The object is held until
    /// <see cref="DeleteObjectReference"/>: keep it elsewhere too, as Orleans holds it only weakly.
    /// </summary>
    TGrainObserverInterface CreateObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver;

    /// <param name="obj">The reference, not the object behind it.</param>
    void DeleteObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver;
}

public interface IClusterClient : IGrainFactory
{
    IServiceProvider ServiceProvider { get; }
}
