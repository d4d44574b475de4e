namespace Orleans.Runtime;

/// <summary>The activation as its grain sees it.</summary>
public interface IGrainContext
{
    GrainId GrainId { get; }

    object? GrainInstance { get; }

    IServiceProvider ActivationServices { get; }

    /// <summary>Completes when <see cref="IGrainBase.OnDeactivateAsync"/> has run and the activation is gone.</summary>
    Task Deactivated { get; }

    void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default);

    internal void DelayDeactivation(TimeSpan timeSpan);
}

/// <summary>The activation whose turn runs on this thread.</summary>
internal static class RuntimeContext
{
    public static IGrainContext? Current => SynchronizationContext.Current as IGrainContext;
}
