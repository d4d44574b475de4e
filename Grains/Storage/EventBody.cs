using System.Collections.Immutable;
using System.Text.Json;
using Grains.Interfaces.Catalogue;
using Grains.Interfaces.Dossiers;

namespace Grains.Storage;

/// <summary>The fields that only some events carry, as they are stored: names are stored names, never rename one.</summary>
internal sealed record EventBody
{
    public string? Agency { get; init; }
    public string? Procedure { get; init; }
    public string? Channel { get; init; }
    public string? Point { get; init; }
    public DateTimeOffset? Due { get; init; }
    public Allowance? Units { get; init; }
    public string? Reason { get; init; }
    public string? Document { get; init; }
    public string? Ground { get; init; }
    public string? Step { get; init; }
    public string? Role { get; init; }
    public string? Outcome { get; init; }
    public int? Value { get; init; }
    public int? Scale { get; init; }
    public ImmutableArray<string>? Factors { get; init; }
    public string? Via { get; init; }
    public string? Petition { get; init; }

    public static byte[] Write(DossierEvent e) => JsonSerializer.SerializeToUtf8Bytes(
        new EventBody
        {
            Agency = e.Agency,
            Procedure = e.Procedure,
            Channel = e.Channel,
            Point = e.Point,
            Due = e.Due,
            Units = e.Units,
            Reason = e.Reason,
            Document = e.Document,
            Ground = e.Ground,
            Step = e.Step,
            Role = e.Role,
            Outcome = e.Outcome,
            Value = e.Value,
            Scale = e.Scale,
            Factors = e.Factors.IsDefaultOrEmpty ? null : e.Factors,
            Via = e.Via,
            Petition = e.Petition,
        },
        StorageJson.Compact.EventBody);

    public static DossierEvent Read(ReadOnlySpan<byte> json, string dossier, string source, string id, EventType type, DateTimeOffset at)
    {
        var body = JsonSerializer.Deserialize(json, StorageJson.Compact.EventBody)!;
        return new DossierEvent
        {
            Id = id,
            Source = source,
            Dossier = dossier,
            Type = type,
            At = at,
            Agency = body.Agency,
            Procedure = body.Procedure,
            Channel = body.Channel,
            Point = body.Point,
            Due = body.Due,
            Units = body.Units,
            Reason = body.Reason,
            Document = body.Document,
            Ground = body.Ground,
            Step = body.Step,
            Role = body.Role,
            Outcome = body.Outcome,
            Value = body.Value,
            Scale = body.Scale,
            Factors = body.Factors ?? [],
            Via = body.Via,
            Petition = body.Petition,
        };
    }
}
