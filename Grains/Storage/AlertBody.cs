using System.Text.Json;
using Grains.Interfaces.Escalation;

namespace Grains.Storage;

/// <summary>The part of an alert that no query asks for, as it is stored: names are stored names, never rename one.</summary>
internal sealed record AlertBody(
    string Role, DateTimeOffset Due, string? Owner, DateTimeOffset? AcknowledgedAt, DateTimeOffset? ClosedAt, string? Reason)
{
    public static byte[] Write(Alert alert) => JsonSerializer.SerializeToUtf8Bytes(
        new AlertBody(alert.To.Role, alert.Due, alert.Owner, alert.AcknowledgedAt, alert.ClosedAt, alert.Reason),
        StorageJson.Compact.AlertBody);

    public static AlertBody Read(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize(json, StorageJson.Compact.AlertBody)!;
}
