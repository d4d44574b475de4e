using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Grains.Interfaces.Escalation;

public enum AlertState
{
    Unknown = 0,
    Raised = 1,
    Acknowledged = 2,
    Resolved = 3,

    /// <summary>The cause is gone: the dossier ended, paused in time, or got a later due date.</summary>
    Withdrawn = 4,
}

/// <summary>A rung of the ladder that was climbed for one dossier, and what came of it.</summary>
[GenerateSerializer, Immutable, Alias("alert")]
public sealed record Alert
{
    [Id(0)] public required AlertId Id { get; init; }
    [Id(1)] public required string Dossier { get; init; }

    /// <summary>The dossier's competent agency.</summary>
    [Id(2)] public required string Agency { get; init; }

    /// <summary>Whom it is addressed to: a role at the agency, or at its parent.</summary>
    [Id(3)] public required Addressee To { get; init; }

    [Id(4)] public required string Rung { get; init; }
    [Id(5)] public required DateTimeOffset Due { get; init; }
    [Id(6)] public required DateTimeOffset RaisedAt { get; init; }
    [Id(7)] public required AlertState State { get; init; }

    /// <summary>The officer who took it.</summary>
    [Id(8)] public string? Owner { get; init; }

    [Id(9)] public DateTimeOffset? AcknowledgedAt { get; init; }
    [Id(10)] public DateTimeOffset? ClosedAt { get; init; }
    [Id(11)] public string? Reason { get; init; }

    /// <summary>Grows by one with every change; a command that names an older one is refused.</summary>
    [Id(12)] public required int Version { get; init; }

    public bool IsOpen => State is AlertState.Raised or AlertState.Acknowledged;
}

[GenerateSerializer, Immutable, Alias("addressee")]
public sealed record Addressee([property: Id(0)] string Agency, [property: Id(1)] string Role);

/// <summary>
/// Names one rung of one dossier. Its text is URL-safe, because dossier codes may hold slashes: the rung, a full stop, and the
/// dossier's code in base64url.
/// </summary>
[GenerateSerializer, Immutable, Alias("alert-id")]
public readonly record struct AlertId([property: Id(0)] string Dossier, [property: Id(1)] string Rung)
{
    public override string ToString() => $"{Rung}.{Base64Url.EncodeToString(Encoding.ASCII.GetBytes(Dossier))}";

    public static bool TryParse([NotNullWhen(true)] string? text, out AlertId id)
    {
        id = default;
        var dot = text?.IndexOf('.', StringComparison.Ordinal) ?? -1;
        if (dot is < 1 or > 32 || text!.Length > 128 || !Base64Url.IsValid(text.AsSpan(dot + 1)))
            return false;
        var dossier = Encoding.ASCII.GetString(Base64Url.DecodeFromChars(text.AsSpan(dot + 1)));
        if (!Dossiers.DossierCode.TryParse(dossier, out _))
            return false;
        id = new AlertId(dossier, text[..dot]);
        return true;
    }
}
