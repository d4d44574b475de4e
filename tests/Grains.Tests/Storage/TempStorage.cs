using Grains.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Grains.Tests.Storage;

/// <summary>A real SQLite file in a folder of its own, gone with the test.</summary>
internal sealed class TempStorage : TestStorage
{
    public TempStorage(string? copyOf = null)
    {
        Folder = Directory.CreateTempSubdirectory("monitor-store-").FullName;
        Database = new SqliteDatabase(Folder);
        foreach (var file in copyOf is null ? [] : Directory.GetFiles(copyOf).Where(file => !file.EndsWith("-shm", StringComparison.Ordinal)))
            File.Copy(file, Path.Combine(Folder, Path.GetFileName(file)));
        Prepare();
    }

    public string Folder { get; }

    public override SqliteDatabase Database { get; }

    public override void Execute(string sql)
    {
        using var connection = Database.ConnectWriter();
        SqliteDatabase.Execute(connection, sql);
    }

    public override long Number(string sql)
    {
        using var connection = Database.ConnectReader();
        using var command = new SqliteCommand(sql, connection);
        return Convert.ToInt64(command.ExecuteScalar(), null);
    }

    public override void Dispose()
    {
        base.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    protected override void Prepare() => SqliteSchema.Prepare(Database);
}
