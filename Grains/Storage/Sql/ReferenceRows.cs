using System.Diagnostics.CodeAnalysis;
using Orleans.Storage;

namespace Grains.Storage.Sql;

/// <summary>New versions of reference documents: all, or, when one is there already, none.</summary>
internal sealed class ReferenceRows(IReadOnlyList<ReferenceVersion> versions) : StoreWrite
{
    public override int Size => versions.Sum(version => version.Json.Length);

    public override void Apply(Writer writer)
    {
        if (!TryAdd(writer, versions, out var conflict))
            Refuse(conflict);
    }

    public static bool TryAdd(
        Writer writer, IReadOnlyList<ReferenceVersion> versions, [NotNullWhen(false)] out InconsistentStateException? conflict)
    {
        var find = writer.Prepare("SELECT 1 FROM reference_version WHERE kind = ?1 AND document = ?2 AND version = ?3");
        var insert = writer.Prepare(
            "INSERT INTO reference_version (kind, document, version, at, json) VALUES (?1, ?2, ?3, ?4, ?5)");
        conflict = null;
        foreach (var version in versions)
        {
            if (find.Bind(version.Kind).Bind(version.Id).Bind(version.Version).Exists())
            {
                conflict = new InconsistentStateException($"Version {version.Version} of {version.Kind} {version.Id} is there already.");
                return false;
            }
        }

        foreach (var version in versions)
            insert.Bind(version.Kind).Bind(version.Id).Bind(version.Version).Bind(version.At).Bind(version.Json).Run();
        return true;
    }
}
