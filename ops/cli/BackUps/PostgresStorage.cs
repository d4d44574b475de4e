using Npgsql;

namespace Monitor.Cli.BackUps;

/// <summary>
/// A PostgreSQL database, copied by <c>pg_dump</c> in a snapshot of ours, so that what is counted is what is dumped. Nobody waits for
/// it but who wants to change tables.
/// </summary>
internal sealed class PostgresStorage(NpgsqlConnectionStringBuilder address) : IStorage
{
    private const string FileName = "monitor.pgdump";

    // Of nine levels: three times as fast as the usual sixth, and hardly larger.
    private const string Compression = "--compress=1";

    public string Kind => "postgres";

    public Task<Copied> CopyAsync(string folder, Action<double> progress, CancellationToken cancellationToken) => ExplainedAsync(async () =>
    {
        await using var connection = await OpenAsync(cancellationToken);
        await using var snapshot = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellationToken);
        var schema = await SchemaAsync(connection, cancellationToken);
        if (await AskAsync(connection, "SELECT to_regclass('schema_version')::text", cancellationToken) is null)
            throw new UsageException($"{Place} holds no data of the monitor in its schema '{schema}'");
        var holds = await Holdings.ReadAsync(connection, cancellationToken);
        var name = await AskAsync(connection, "SELECT pg_export_snapshot()", cancellationToken);
        var file = Path.Combine(folder, FileName);
        await PostgresProgram.RunAsync(
            "pg_dump", address, cancellationToken, "--format=custom", Compression, "--no-owner", "--no-privileges", $"--snapshot={name}",
            $"--table=\"{schema.Replace("\"", "\"\"", StringComparison.Ordinal)}\".*", $"--file={file}");

        // Reads all of it, and writes nothing.
        await PostgresProgram.RunAsync("pg_restore", address, cancellationToken, "--file=/dev/null", file);
        using (var written = File.OpenHandle(file, FileMode.Open, FileAccess.ReadWrite))
            RandomAccess.FlushToDisk(written);
        return new Copied(holds, schema);
    });

    public Task CheckEmptyAsync(Manifest manifest, CancellationToken cancellationToken) => ExplainedAsync(async () =>
    {
        await using var connection = await OpenAsync(cancellationToken);
        var schema = await SchemaAsync(connection, cancellationToken);
        if (schema != manifest.Namespace)
            throw new UsageException($"the back-up is of a schema '{manifest.Namespace}' and {Place} uses '{schema}'; make that one there and name it by Search Path in the connection string");
        if (await AskAsync(connection, "SELECT relname::text FROM pg_class WHERE relnamespace = current_schema()::regnamespace LIMIT 1", cancellationToken) is { } there)
            throw new UsageException($"{Place} is not empty (it has '{there}'); restore into a new database, and start the service on that one");
        return manifest;
    });

    public Task<Holdings> RestoreAsync(string folder, Manifest manifest, Action<double> progress, CancellationToken cancellationToken) => ExplainedAsync(async () =>
    {
        var file = manifest.Files.Single();
        await CheckedFile.CheckAsync(folder, file, Stream.Null, done => progress(done / 2), cancellationToken);
        await PostgresProgram.RunAsync(
            "pg_restore", address, cancellationToken, "--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error",
            $"--dbname={address.Database}", Path.Combine(folder, file.Name));
        await using var connection = await OpenAsync(cancellationToken);
        await AskAsync(connection, "ANALYZE", cancellationToken); // Statistics are not in a dump.
        return await Holdings.ReadAsync(connection, cancellationToken);
    });

    private string Place => $"the database '{address.Database}' at {address.Host}:{address.Port}";

    // A pooler or a server may have time-outs that a long dump would run into.
    private async Task<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(address.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await AskAsync(connection, "SET idle_in_transaction_session_timeout = 0; SET statement_timeout = 0", cancellationToken);
        return connection;
    }

    private async Task<string> SchemaAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        await AskAsync(connection, "SELECT current_schema()::text", cancellationToken) ?? throw new UsageException($"{Place} has no schema by the name in Search Path; make it first");

    private static async Task<string?> AskAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        return await command.ExecuteScalarAsync(cancellationToken) as string;
    }

    private async Task<T> ExplainedAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (NpgsqlException e)
        {
            throw new FailedException($"{Place}: {(e is PostgresException said ? said.MessageText : e.InnerException?.Message ?? e.Message)}", e);
        }
    }
}
