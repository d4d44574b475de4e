namespace Grains.Interfaces.Catalogue;

/// <summary>One silo, which holds the reference data that its grains read.</summary>
[Alias("reference-observer")]
public interface IReferenceObserver : IGrainObserver
{
    /// <summary>Something new is stored. In force on that silo when it returns.</summary>
    [Alias("on-reference")]
    Task OnReferenceAsync();
}
