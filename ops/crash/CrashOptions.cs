namespace Monitor.Crash;

/// <summary>What one run does.</summary>
/// <param name="Host">The program that is killed: <c>Silo.Host.dll</c>.</param>
/// <param name="Rounds">How often events are sent until the program is killed, 1 or more.</param>
/// <param name="Seed">Decides every life, batch and kind of kill. The instants of the machine it cannot decide.</param>
/// <param name="Server">PostgreSQL by a role that may make databases; null for SQLite.</param>
internal sealed record CrashOptions(string Host, int Rounds, int Seed, string? Server)
{
    /// <summary>The requests of Washington DC to import; null for the simulated province.</summary>
    public string? Data { get; init; }

    /// <summary>Folder of the reference documents of <see cref="Data"/>.</summary>
    public string? Reference { get; init; }

    public string Storage => Server is null ? "sqlite" : "postgres";

    public string Scenario => Data is null ? "crash" : "crash-dc";

    /// <summary>The command that does the same again.</summary>
    public string Repeat => $"./ops/bench crash {(Data is null ? "" : $"--data {Data} ")}--rounds {Rounds} --seed {Seed} --storage {Storage}";

    public IPlot Plot() => Data is null ? new ProvincePlot(Seed) : new WashingtonPlot(this);
}

/// <summary>Something that the program had promised does not hold.</summary>
internal sealed class BrokenPromiseException(string message, Exception? cause = null) : Exception(message, cause);
