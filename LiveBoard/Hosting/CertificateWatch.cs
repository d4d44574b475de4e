using LiveBoard.Board;

namespace LiveBoard.Hosting;

/// <summary>Says once a day that the certificate of this process is about to end: from then on it is let in nowhere.</summary>
internal sealed partial class CertificateWatch(ClusterTls tls, [FromKeyedServices(RealTime.Key)] TimeProvider real, ILogger<CertificateWatch> log) : BackgroundService
{
    private static readonly TimeSpan Notice = TimeSpan.FromDays(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        LogSpeaking(tls.Own.Subject, tls.Ends);
        while (true)
        {
            if (tls.Ends - real.GetUtcNow() <= Notice)
                LogEnding(tls.Own.Subject, tls.Ends);
            await Task.Delay(TimeSpan.FromDays(1), real, stoppingToken);
        }
    }

    [LoggerMessage(2401, LogLevel.Information, "Speaks TLS with the other processes of the cluster as {Subject}, until {Ends:u}")]
    private partial void LogSpeaking(string subject, DateTimeOffset ends);

    [LoggerMessage(2402, LogLevel.Warning, "The certificate {Subject}, or its authority, ends at {Ends:u}: have a new one made and restart this process (docs/cluster.md)")]
    private partial void LogEnding(string subject, DateTimeOffset ends);
}
