namespace Grains.Dossiers;

/// <summary>From when on somebody has a dossier.</summary>
/// <param name="Agency">Who has it; in a hand-over who is to take it.</param>
/// <param name="Giver">In a hand-over who gave it.</param>
internal sealed record Turn(TurnKind Kind, DateTimeOffset From, string? Agency, string? Step = null, string? Role = null, string? Giver = null);

internal enum TurnKind
{
    /// <summary>With the agency, at no step that a source told.</summary>
    Agency = 0,

    Step,

    /// <summary>Transferred, and the receiving agency has not acted yet.</summary>
    HandOver,

    /// <summary>Ended, and received again later.</summary>
    Closed,
}
