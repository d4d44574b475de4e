namespace Monitor.Crash;

/// <summary>What one run does.</summary>
/// <param name="Host">The program that is killed: <c>Silo.Host.dll</c>.</param>
/// <param name="Rounds">How often events are sent until the program is killed, 1 or more.</param>
/// <param name="Seed">Decides every life, batch and kind of kill. The instants of the machine it cannot decide.</param>
/// <param name="Server">PostgreSQL by a role that may make databases; null for SQLite.</param>
/// <param name="NewDossiers">Dossiers that begin in each round.</param>
internal sealed record CrashOptions(string Host, int Rounds, int Seed, string? Server, int NewDossiers = 60)
{
    /// <summary>Seconds of the service's clock in one real second: deadlines pass in every round.</summary>
    public const int Speed = 1_200;

    /// <summary>The service's clock at the first start.</summary>
    public static readonly DateTimeOffset Start = new(2026, 11, 10, 1, 0, 0, TimeSpan.Zero);

    /// <summary>The plan of each round begins so much later, on the service's clock, than that of the round before.</summary>
    public static readonly TimeSpan RoundTime = TimeSpan.FromHours(6);

    public string Storage => Server is null ? "sqlite" : "postgres";

    /// <summary>The command that does the same again.</summary>
    public string Repeat => $"./ops/bench crash --rounds {Rounds} --seed {Seed} --storage {Storage}";
}

/// <summary>Something that the program had promised does not hold.</summary>
internal sealed class BrokenPromiseException(string message) : Exception(message);
