using Grains.Interfaces.Dossiers;

namespace Grains.Storage;

/// <summary>
/// What one agency counts of a dossier: a struct without objects of its own but for the code, because a start reads a million. Instants
/// are UTC ticks of 100 ns; 0 stands for none.
/// </summary>
public readonly record struct CountedDossier
{
    public required string Dossier { get; init; }

    public required int Version { get; init; }

    /// <summary>Why it is counted: as competent agency, as reception point, both; none once it has left.</summary>
    public required Roles Roles { get; init; }

    public long Received { get; init; }

    public long Ended { get; init; }

    public bool IsDated { get; init; }

    public long DueSoonFrom { get; init; }

    public long OverdueAfter { get; init; }

    public bool Paused { get; init; }

    public bool EndedLate { get; init; }

    public long Rated { get; init; }

    public int RatingScale { get; init; }

    public bool IsSatisfied { get; init; }

    public long NextMark { get; init; }

    public static CountedDossier Of(DossierLine line, string agency) => new()
    {
        Dossier = line.Dossier,
        Version = checked((int)line.Version),
        Roles = (line.Agency == agency ? Roles.Competent : Roles.None) | (line.Point == agency ? Roles.Reception : Roles.None),
        Received = Ticks(line.Received),
        Ended = Ticks(line.Ended),
        IsDated = line.Due is not null,
        DueSoonFrom = Ticks(line.DueSoonFrom),
        OverdueAfter = Ticks(line.OverdueAfter),
        Paused = line.Paused,
        EndedLate = line.EndedLate,
        Rated = Ticks(line.Rating?.At),
        RatingScale = line.Rating?.Scale ?? 0,
        IsSatisfied = line.Rating?.IsSatisfied ?? false,
        NextMark = Ticks(line.NextMark),
    };

    private static long Ticks(DateTimeOffset? instant) => instant?.UtcTicks ?? 0;
}

/// <summary>Why an agency counts a dossier.</summary>
[Flags]
public enum Roles
{
    None = 0,
    Competent = 1,
    Reception = 2,
}
