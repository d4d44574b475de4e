using Grains.Storage;
using Grains.Storage.Sql;
using Grains.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Grains.Tests.Storage;

/// <summary>A real database file in a folder of its own, gone with the test.</summary>
internal sealed class TempStorage : IDisposable
{
    private SqlStorage? _storage;

    public TempStorage(string? copyOf = null)
    {
        Folder = Directory.CreateTempSubdirectory("monitor-store-").FullName;
        Database = new SqliteDatabase(Folder);
        foreach (var file in copyOf is null ? [] : Directory.GetFiles(copyOf).Where(file => !file.EndsWith("-shm", StringComparison.Ordinal)))
            File.Copy(file, Path.Combine(Folder, Path.GetFileName(file)));
        SqliteSchema.Prepare(Database);
    }

    public string Folder { get; }

    public SqliteDatabase Database { get; }

    public SqlStorage Storage => _storage ??= new SqlStorage(Database);

    public IDossierStore Dossiers => Storage.Dossiers;

    public IDossierQueries Queries => Storage.Queries;

    public Task AddAsync(params DossierWrite[] writes) =>
        Task.WhenAll(writes.Select(write => Dossiers.WriteAsync(write, CancellationToken.None)));

    /// <summary>Closes and opens again, as a restart does.</summary>
    public void Restart()
    {
        _storage?.Dispose();
        _storage = null;
        SqliteSchema.Prepare(Database);
    }

    public void Execute(string sql)
    {
        using var connection = Database.ConnectWriter();
        SqliteDatabase.Execute(connection, sql);
    }

    public long Number(string sql)
    {
        using var connection = Database.ConnectReader();
        using var command = new SqliteCommand(sql, connection);
        return Convert.ToInt64(command.ExecuteScalar(), null);
    }

    public void Dispose()
    {
        _storage?.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
