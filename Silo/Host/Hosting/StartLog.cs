using Grains.Storage.Postgres;
using Silo.Host.Engines;

namespace Silo.Host.Hosting;

internal static partial class StartLog
{
    /// <summary>The one line that says what runs here.</summary>
    public static void LogStart(this WebApplication app, RunOptions options) => LogStart(
        app.Logger, SiloEngine.Name, options.Storage, Place(options), options.Clock.Info.Kind, options.Clock.Speed, options.Port);

    private static string Place(RunOptions options) =>
        options.Connection is { } connection ? PostgresStorageRegistration.PlaceOf(connection) : Path.GetFullPath(options.Data);

    [LoggerMessage(1001, LogLevel.Information, "Engine {Engine}, storage {Storage} in {Data}, clock {Clock} at speed {Speed}, address http://127.0.0.1:{Port}")]
    private static partial void LogStart(ILogger logger, string engine, string storage, string data, string clock, double speed, int port);
}
