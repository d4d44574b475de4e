using System.Text.Json;
using Grains.Interfaces.Changes;
using Orleans.Storage;

namespace Grains.Storage.Sql;

/// <summary>A new preview, which gets its id here; the oldest that were never applied make room.</summary>
internal sealed class NewChange(ChangeDetail preview, IReadOnlyList<ReferenceVersion> versions, int keep) : StoreWrite
{
    private readonly byte[] _body = JsonSerializer.SerializeToUtf8Bytes(preview, ChangeStore.Json);
    private readonly byte[] _versions = JsonSerializer.SerializeToUtf8Bytes(versions, ChangeStore.Json);

    /// <summary>Set when the write is answered.</summary>
    public long Id { get; private set; }

    public override int Size => _body.Length + _versions.Length;

    public override void Apply(Writer writer)
    {
        var added = writer.Prepare("INSERT INTO change (state, made, body, versions) VALUES (?1, ?2, ?3, ?4) RETURNING id")
            .Bind((long)preview.State).Bind(preview.Made).BindText(_body).BindText(_versions);
        added.Step();
        Id = added.Integer(0);
        added.Reset();
        writer.Prepare("""
            DELETE FROM change WHERE began IS NULL AND id NOT IN (SELECT id FROM change WHERE began IS NULL ORDER BY id DESC LIMIT ?1)
            """).Bind(keep).Run();
    }
}

/// <summary>A change that begins, with the versions that it puts into force, or one that has ended.</summary>
internal sealed class ChangeRow(ChangeDetail change, IReadOnlyList<ReferenceVersion> versions) : StoreWrite
{
    private readonly byte[] _body = JsonSerializer.SerializeToUtf8Bytes(change, ChangeStore.Json);

    public override int Size => _body.Length + versions.Sum(version => version.Json.Length);

    public override void Apply(Writer writer)
    {
        var id = ChangeStore.Number(change.Id);
        if (change.IsRunning && writer.Prepare("SELECT 1 FROM change WHERE state IN (2, 4) AND id <> ?1").Bind(id).Exists())
        {
            Refuse(new InconsistentStateException("Another change runs."));
            return;
        }

        if (!ReferenceRows.TryAdd(writer, versions, out var conflict))
        {
            Refuse(conflict);
            return;
        }

        writer.Prepare("UPDATE change SET state = ?2, began = ?3, body = ?4 WHERE id = ?1")
            .Bind(id).Bind((long)change.State).Bind(change.Acts[^1].At).BindText(_body).Run();
    }
}
