using Npgsql;
using NpgsqlTypes;

namespace Monitor.Bench.Bare;

/// <summary>Several connections, each with the dossiers of its own, since two must not change one dossier.</summary>
internal sealed class BarePostgres(StoredRows rows, string connection) : BareStore(rows, "$")
{
    private const int Connections = 4;

    private readonly NpgsqlDbType[] _eventTypes = Types([.. rows.Events.Select(row => row.Event)]);
    private readonly NpgsqlDbType[] _dossierTypes = Types([.. rows.Events.Select(row => row.Dossier)]);

    public override async Task<TimeSpan> WriteAsync(CancellationToken cancellationToken)
    {
        await using var source = Source(connection);
        foreach (var script in Scripts("postgres"))
        {
            await using var command = source.CreateCommand(script);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        var shares = Rows.Events.GroupBy(row => (((string)row.Event[0]).GetHashCode(StringComparison.Ordinal) & int.MaxValue) % Connections)
            .Select(share => share.Chunk(Load.Batch.Size).ToArray()).ToArray();
        var began = TimeProvider.System.GetTimestamp();
        await Task.WhenAll(shares.Select(share => WriteAsync(source, share, cancellationToken)));
        return TimeProvider.System.GetElapsedTime(began);
    }

    public override async Task<double> CommitsAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        await using var source = Source(connection);
        await using var open = await source.OpenConnectionAsync(cancellationToken);
        await using (var create = new NpgsqlCommand("CREATE TABLE one (id integer PRIMARY KEY)", open))
            await create.ExecuteNonQueryAsync(cancellationToken);
        await using var insert = new NpgsqlCommand("INSERT INTO one VALUES ($1)", open) { Parameters = { new NpgsqlParameter { Value = 0 } } };
        return await RateAsync(time, async i =>
        {
            insert.Parameters[0].Value = i;
            await insert.ExecuteNonQueryAsync(cancellationToken);
        });
    }

    // The server plans each statement once a connection.
    private static NpgsqlDataSource Source(string connection) =>
        NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connection) { MaxAutoPrepare = 20, AutoPrepareMinUsages = 1 });

    private async Task WriteAsync(NpgsqlDataSource source, (object[] Event, object[] Dossier)[][] batches, CancellationToken cancellationToken)
    {
        await using var open = await source.OpenConnectionAsync(cancellationToken);
        foreach (var batch in batches)
        {
            await using var transaction = await open.BeginTransactionAsync(cancellationToken);
            await using var commands = new NpgsqlBatch(open, transaction);
            foreach (var (dossierEvent, dossier) in batch)
            {
                commands.BatchCommands.Add(Command(InsertEvent, dossierEvent, _eventTypes));
                commands.BatchCommands.Add(Command(PutDossier, dossier, _dossierTypes));
            }
            await commands.ExecuteNonQueryAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
    }

    private static NpgsqlBatchCommand Command(string sql, object[] values, NpgsqlDbType[] types)
    {
        var command = new NpgsqlBatchCommand(sql);
        for (var i = 0; i < values.Length; i++)
            command.Parameters.Add(new NpgsqlParameter { Value = values[i], NpgsqlDbType = types[i] });
        return command;
    }

    // Told for each column, null or not, so that one statement has one plan.
    private static NpgsqlDbType[] Types(object[][] rows) =>
        [.. Enumerable.Range(0, rows[0].Length).Select(column => TypeOf(rows.Select(row => row[column]).FirstOrDefault(value => value is not DBNull)))];

    private static NpgsqlDbType TypeOf(object? value) => value switch
    {
        string => NpgsqlDbType.Text,
        long => NpgsqlDbType.Bigint,
        int => NpgsqlDbType.Integer,
        short => NpgsqlDbType.Smallint,
        bool => NpgsqlDbType.Boolean,
        byte[] => NpgsqlDbType.Bytea,
        _ => NpgsqlDbType.Unknown,
    };
}
