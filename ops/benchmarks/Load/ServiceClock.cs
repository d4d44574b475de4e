namespace Monitor.Bench.Load;

/// <summary>The service's clock, told in timestamps of this process.</summary>
internal sealed record ServiceClock(long Timestamp, DateTimeOffset Now)
{
    private static readonly TimeProvider Clock = TimeProvider.System;

    /// <summary>Asks several times and keeps the answer that came fastest: it is off by less than half of that.</summary>
    public static async Task<ServiceClock> ReadAsync(Service service, CancellationToken cancellationToken)
    {
        var (best, fastest) = (default(ServiceClock), TimeSpan.MaxValue);
        for (var i = 0; i < 10; i++)
        {
            var asked = Clock.GetTimestamp();
            var now = (await service.GetAsync("api/v1/about", cancellationToken))["clock"]!["now"]!.GetValue<DateTimeOffset>();
            var answered = Clock.GetTimestamp();
            var took = Clock.GetElapsedTime(asked, answered);
            if (took < fastest)
                (best, fastest) = (new ServiceClock(asked + ((answered - asked) / 2), now), took);
        }
        return best!;
    }

    public DateTimeOffset At(long timestamp) => Now + Clock.GetElapsedTime(Timestamp, timestamp);

    public long Of(DateTimeOffset instant) => Timestamp + (long)((instant - Now).TotalSeconds * Clock.TimestampFrequency);
}
