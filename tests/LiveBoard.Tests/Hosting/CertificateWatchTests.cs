using System.Threading.Channels;
using LiveBoard.Hosting;
using LiveBoard.Tests.Support;
using Microsoft.Extensions.Logging;
using Shouldly;
using Tests.Shared;
using Xunit;

namespace LiveBoard.Tests.Hosting;

public sealed class CertificateWatchTests
{
    [Fact(Timeout = 30_000)]
    public async Task It_warns_from_thirty_days_before_the_end_once_a_day()
    {
        using var authority = new TestAuthority();
        var month = TestAuthority.Ends - TimeSpan.FromDays(30);
        var time = new FakeTime(month.AddDays(-1));
        var log = new Told(time);
        using var watch = new CertificateWatch(ClusterCertificates.Load(authority.Sign(), serves: true, time), time, log);
        await watch.StartAsync(CancellationToken.None);
        (await log.NextAsync()).ShouldBe((LogLevel.Information, month.AddDays(-1)));
        for (var day = 0; day < 3; day++)
        {
            while (time.NextDue != month.AddDays(day))
                await Task.Yield();
            time.Advance(TimeSpan.FromDays(1));
            (await log.NextAsync()).ShouldBe((LogLevel.Warning, month.AddDays(day)));
        }

        await watch.StopAsync(CancellationToken.None);
    }

    private sealed class Told(TimeProvider time) : ILogger<CertificateWatch>
    {
        private readonly Channel<(LogLevel, DateTimeOffset)> _told = Channel.CreateUnbounded<(LogLevel, DateTimeOffset)>();

        public async Task<(LogLevel Level, DateTimeOffset At)> NextAsync() => await _told.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            _told.Writer.TryWrite((logLevel, time.GetUtcNow()));

        public bool IsEnabled(LogLevel logLevel) => true;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;
    }
}
