using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Monitor.Cli.BackUps;

/// <summary>
/// The database file of a data folder. It is copied page by page inside one read transaction: the service goes on writing to its log, and
/// what it writes meanwhile neither gets into the copy nor makes it start over.
/// </summary>
internal sealed class SqliteStorage(string data) : IStorage
{
    private const string FileName = "monitor.db";

    /// <summary>Says that the dossiers of the folder are simulated: they must not come back as real ones.</summary>
    private const string DemoMark = "demo.json";

    /// <summary>Pages of 4 KiB.</summary>
    private const int PagesAStep = 1024;

    private readonly string _path = Path.Combine(data, FileName);

    public string Kind => "sqlite";

    public async Task<Copied> CopyAsync(string folder, Action<double> progress, CancellationToken cancellationToken)
    {
        if (!File.Exists(_path))
            throw new UsageException($"there is no database '{_path}'; name its folder with --data, or --storage postgres");
        FreeSpace.Check(folder, new[] { _path, _path + "-wal" }.Where(File.Exists).Sum(file => new FileInfo(file).Length));
        if (Path.Combine(data, DemoMark) is var mark && File.Exists(mark))
            File.Copy(mark, Path.Combine(folder, DemoMark));
        try
        {
            return await Task.Run(() => CopyToAsync(Path.Combine(folder, FileName), progress, cancellationToken), cancellationToken);
        }
        catch (SqliteException e)
        {
            throw Explain(e);
        }
    }

    public Task CheckEmptyAsync(Manifest manifest, CancellationToken cancellationToken)
    {
        if (File.Exists(data) || (Directory.Exists(data) && Directory.EnumerateFileSystemEntries(data).Any()))
            throw new UsageException($"'{data}' is not empty; restore into a new folder with --data, and start the service on that one");
        return Task.CompletedTask;
    }

    public async Task<Holdings> RestoreAsync(string folder, Manifest manifest, Action<double> progress, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(data);
        FreeSpace.Check(data, manifest.Files.Sum(file => file.Bytes));
        try
        {
            foreach (var file in manifest.Files)
                await CheckedFile.CopyAsync(folder, file, Partial(file), progress, cancellationToken);
            await using var restored = Open(Partial(manifest.Files.Single(file => file.Name == FileName)), SqliteOpenMode.ReadOnly);
            var holds = await Holdings.ReadAsync(restored, cancellationToken);
            await restored.CloseAsync();

            // The database last: without it the folder is no data folder.
            foreach (var file in manifest.Files.OrderBy(file => file.Name == FileName))
                File.Move(Partial(file), Path.Combine(data, file.Name));
            return holds;
        }
        catch (SqliteException e)
        {
            throw Explain(e);
        }
        finally
        {
            foreach (var file in manifest.Files)
                File.Delete(Partial(file));
        }
    }

    private string Partial(StoredFile file) => Path.Combine(data, file.Name + ".partial");

    private async Task<Copied> CopyToAsync(string target, Action<double> progress, CancellationToken cancellationToken)
    {
        await using (var source = Open(_path, SqliteOpenMode.ReadOnly))
        await using (var copy = Open(target, SqliteOpenMode.ReadWriteCreate))
        {
            // The snapshot begins with the first read, and lasts as long as the transaction.
            Execute(source, "BEGIN");
            Holdings.CheckSchema(Convert.ToInt32(Execute(source, "SELECT max(version) FROM schema_version"), CultureInfo.InvariantCulture));
            CopyPages(source, copy, progress, cancellationToken);
        }

        await using var written = Open(target, SqliteOpenMode.ReadWrite);
        Execute(written, "PRAGMA journal_mode = DELETE"); // One file, without a log beside it.
        if (Execute(written, "PRAGMA integrity_check(1)") is not "ok" and var fault)
            throw new FailedException($"the copy is damaged, and so may be {_path}: {fault}");
        return new Copied(await Holdings.ReadAsync(written, cancellationToken));
    }

    private static void CopyPages(SqliteConnection source, SqliteConnection target, Action<double> progress, CancellationToken cancellationToken)
    {
        using var copying = raw.sqlite3_backup_init(target.Handle, "main", source.Handle, "main");
        if (copying is null or { IsInvalid: true })
            SqliteException.ThrowExceptionForRC(raw.sqlite3_errcode(target.Handle), target.Handle);
        for (var code = raw.SQLITE_OK; code != raw.SQLITE_DONE;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            code = raw.sqlite3_backup_step(copying, PagesAStep);
            if (code is not (raw.SQLITE_OK or raw.SQLITE_DONE))
                SqliteException.ThrowExceptionForRC(code, target.Handle);
            progress(1 - ((double)raw.sqlite3_backup_remaining(copying) / Math.Max(1, raw.sqlite3_backup_pagecount(copying))));
        }
    }

    private static SqliteConnection Open(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false }.ToString());
        connection.Open();
        Execute(connection, "PRAGMA busy_timeout = 5000");
        return connection;
    }

    private static object? Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    private FailedException Explain(SqliteException e) => new(
        e.SqliteErrorCode switch
        {
            raw.SQLITE_NOTADB or raw.SQLITE_CORRUPT => $"{_path} is damaged or no database of the monitor; restore an older back-up",
            raw.SQLITE_FULL => "the disk is full; make room or choose another place with --to",
            raw.SQLITE_CANTOPEN or raw.SQLITE_PERM or raw.SQLITE_READONLY => $"{_path} cannot be opened; run this as the user that runs the service",
            _ => $"{_path} cannot be copied: {e.Message}",
        },
        e);
}
