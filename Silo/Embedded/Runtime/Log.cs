using Microsoft.Extensions.Logging;

namespace Orleans;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Dropped observer {Observer}: it failed.")]
    public static partial void ObserverDropped(this ILogger log, Exception failure, object observer);

    [LoggerMessage(2, LogLevel.Warning, "One-way call {Method} of {Grain} failed.")]
    public static partial void OneWayFailed(this ILogger log, Exception failure, string method, string grain);

    [LoggerMessage(3, LogLevel.Warning, "A timer tick of {Grain} failed; the timer goes on.")]
    public static partial void TickFailed(this ILogger log, Exception failure, string grain);

    [LoggerMessage(4, LogLevel.Warning, "Activation of {Grain} failed.")]
    public static partial void ActivationFailed(this ILogger log, Exception failure, string grain);

    [LoggerMessage(5, LogLevel.Warning, "OnDeactivateAsync of {Grain} failed; the activation is gone all the same.")]
    public static partial void DeactivationFailed(this ILogger log, Exception failure, string grain);

    [LoggerMessage(6, LogLevel.Error, "Code posted to {Grain} threw where nothing awaits it.")]
    public static partial void StrayFailure(this ILogger log, Exception failure, string grain);

    [LoggerMessage(7, LogLevel.Warning, "Stopped with {Count} activations that did not end in {Seconds} s.")]
    public static partial void StoppedWithActivationsLeft(this ILogger log, int count, double seconds);

    [LoggerMessage(8, LogLevel.Information, "Embedded silo: {Classes} grain classes, one process.")]
    public static partial void Started(this ILogger log, int classes);

    [LoggerMessage(9, LogLevel.Error, "The sweep of calls and idle activations failed; it goes on.")]
    public static partial void SweepFailed(this ILogger log, Exception failure);
}
