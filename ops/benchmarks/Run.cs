using System.Globalization;

namespace Monitor.Bench;

/// <summary>What a run has to work with.</summary>
/// <param name="Quick">Sizes that take seconds, to see that a scenario runs; its numbers say nothing.</param>
/// <param name="Save">Folder where results are added; null for none.</param>
/// <param name="Scenarios">Those named; all of them when there are none.</param>
internal sealed record Run(bool Quick, string? Save, IReadOnlyList<string> Scenarios)
{
    /// <summary>The program that is measured.</summary>
    public string Host { get; } = Environment.GetEnvironmentVariable("MONITOR_HOST") ?? Path.Combine(AppContext.BaseDirectory, "Silo.Host.dll");

    /// <summary>Connection string of a PostgreSQL role that may create databases; null when there is none.</summary>
    public string? Postgres { get; } = Environment.GetEnvironmentVariable("MONITOR_BENCH_POSTGRES") is { Length: > 0 } connection ? connection : null;

    /// <summary>The program of a board alone; null in a build on the engine of one process.</summary>
    public string? Board { get; } = Environment.GetEnvironmentVariable("MONITOR_BOARD") is { Length: > 0 } board ? board : null;

    /// <summary>The monitor in one process, on its own engine, to compare a cluster with; null for none.</summary>
    public string? EmbeddedHost { get; } = Environment.GetEnvironmentVariable("MONITOR_EMBEDDED_HOST") is { Length: > 0 } host ? host : null;

    public int Size(int full, int quick) => Quick ? quick : full;

    /// <summary>A folder of its own on the disk that is to be measured.</summary>
    public static TempFolder Folder() => new(Environment.GetEnvironmentVariable("MONITOR_BENCH_FOLDER") ?? Path.GetTempPath());

    public static double? LoadAverage() => File.Exists("/proc/loadavg")
        ? double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture)
        : null;

    /// <summary>Null, and a reason on standard error, for a call that makes no sense.</summary>
    public static Run? Read(string[] arguments)
    {
        var (quick, save, scenarios) = (false, default(string), new List<string>());
        for (var i = 0; i < arguments.Length; i++)
        {
            switch (arguments[i])
            {
                case "--quick":
                    quick = true;
                    break;
                case "--save" when i + 1 < arguments.Length:
                    save = arguments[++i];
                    break;
                case ['-', ..]:
                    Console.Error.WriteLine($"bench: unknown option '{arguments[i]}', or one without its value; see --help");
                    return null;
                default:
                    scenarios.Add(arguments[i]);
                    break;
            }
        }
        return new Run(quick, save, scenarios);
    }
}

/// <summary>Gone, with all that is in it, when disposed.</summary>
internal sealed class TempFolder : IDisposable
{
    public TempFolder(string parent)
    {
        Path = System.IO.Path.Combine(parent, $"monitor-bench-{Guid.NewGuid():N}");
        Directory.CreateDirectory(Path);
    }

    public string Path { get; }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
