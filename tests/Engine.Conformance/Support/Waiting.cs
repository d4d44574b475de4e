namespace Engine.Conformance.Support;

internal static class Waiting
{
    /// <summary>Fails rather than hangs.</summary>
    public static Task Soon(this Task task) => task.WaitAsync(TimeSpan.FromSeconds(20), TimeProvider.System);

    public static Task<T> Soon<T>(this Task<T> task) => task.WaitAsync(TimeSpan.FromSeconds(20), TimeProvider.System);
}
