namespace Monitor.Crash.Chaos;

/// <summary>What one run of chaos does.</summary>
/// <param name="Host">The program of silos: <c>Silo.Host.dll</c>, built on Orleans.</param>
/// <param name="Board">The program of boards: <c>LiveBoard.dll</c>.</param>
/// <param name="PostgresPrograms">Folder of <c>initdb</c> and <c>postgres</c>.</param>
/// <param name="PostgresUser">By whom PostgreSQL is run; null for who runs this.</param>
/// <param name="Apart">Network namespaces may be made, and so the network may be cut.</param>
internal sealed record ChaosOptions(string Host, string Board, string PostgresPrograms, string? PostgresUser, bool Apart)
{
    public required int Rounds { get; init; }

    /// <summary>No round begins later than so many minutes after the start.</summary>
    public required int Minutes { get; init; }

    /// <summary>Decides what is told and which faults are made, and how long each lasts; what the machine makes of it, it cannot decide.</summary>
    public required int Seed { get; init; }

    /// <summary>The faults of each round, again from the first after the last; null to draw them.</summary>
    public string? Plot { get; init; }

    /// <summary>Script that opens walls in a browser and tells what they show; null for none.</summary>
    public string? Wall { get; init; }

    /// <summary>Folder for the report, logs of what ended badly, and pictures of walls.</summary>
    public required string Save { get; init; }

    /// <summary>The requests of Washington DC to import; null for the simulated province.</summary>
    public string? Data { get; init; }

    /// <summary>Folder of the reference documents of <see cref="Data"/>.</summary>
    public string? Reference { get; init; }

    public string Scenario => Data is null ? "chaos" : "chaos-dc";

    public string Repeat => $"./ops/bench chaos {(Data is null ? "" : $"--data {Data} ")}{(Wall is null ? "" : "--wall ")}--rounds {Rounds} --seed {Seed}{(Plot is null ? "" : $" --plot '{Plot}'")}";
}
