using Grains.Storage.Sql;
using Npgsql;
using NpgsqlTypes;

namespace Grains.Storage.Postgres;

/// <summary>
/// Joins reads of single dossiers as <see cref="GroupQueue{TItem}"/> joins writes: a message to the server and back takes longer than
/// to find a dossier there, and many are asked for at once when events come in.
/// </summary>
internal sealed class JoinedDossierReads : IDossierReads
{
    private const string Select = """
        SELECT dossier, version, payload FROM dossier WHERE dossier = ANY($1)
        UNION ALL SELECT dossier, version, payload FROM archived_dossier WHERE dossier = ANY($1)
        """;

    private readonly Func<NpgsqlConnection> _connect;
    private readonly GroupQueue<Read> _reads;
    private NpgsqlConnection? _connection;

    public JoinedDossierReads(Func<NpgsqlConnection> connect)
    {
        _connect = connect;
        _reads = new GroupQueue<Read>("group read", Find);
    }

    public async Task<StoredDossier?> ReadAsync(string dossier, CancellationToken cancellationToken)
    {
        var read = new Read(dossier);
        await _reads.AddAsync(read, cancellationToken);
        return read.Found;
    }

    public void Dispose()
    {
        _reads.Dispose();
        Drop();
    }

    private void Drop()
    {
        _connection?.Dispose();
        _connection = null;
    }

    private void Find(IReadOnlyList<Read> batch)
    {
        var rested = _connection is not null;
        try
        {
            var found = Find([.. batch.Select(read => read.Dossier).Distinct()]);
            foreach (var read in batch)
                read.Found = found.GetValueOrDefault(read.Dossier);
        }
        catch (NpgsqlException) when (rested)
        {
            // It may have died while it lay there: the reading itself is judged on a new one.
            Drop();
            Find(batch);
        }
        catch
        {
            Drop();
            throw;
        }
    }

    private Dictionary<string, StoredDossier> Find(string[] dossiers)
    {
        _connection ??= _connect();
        using var command = new NpgsqlCommand(Select, _connection);
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text, Value = dossiers });
        using var rows = command.ExecuteReader();
        var found = new Dictionary<string, StoredDossier>(dossiers.Length);
        while (rows.Read())
            found[rows.GetString(0)] = new StoredDossier(rows.GetInt64(1), rows.GetFieldValue<byte[]>(2));
        return found;
    }

    private sealed class Read(string dossier) : QueuedItem
    {
        public string Dossier => dossier;

        public StoredDossier? Found { get; set; }

        // A row is some kilobytes: a batch's answer stays within megabytes.
        public override int Size => 8192;
    }
}
