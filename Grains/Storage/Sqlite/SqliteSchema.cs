using Grains.Storage.Sql;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Grains.Storage.Sqlite;

/// <summary>Creates the database, brings an older one up to date, and refuses one that this program cannot read.</summary>
internal static class SqliteSchema
{
    public static SchemaScripts Scripts { get; } = new("sqlite");

    /// <exception cref="StorageStartException">The folder or the file cannot be used.</exception>
    public static void Prepare(SqliteDatabase database)
    {
        try
        {
            Directory.CreateDirectory(database.Folder);
            using var connection = database.ConnectWriter();
            Upgrade(connection, database.Path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageStartException(
                $"Không tạo được thư mục dữ liệu {database.Folder}; hãy chọn thư mục khác bằng --data",
                $"The data folder {database.Folder} cannot be created; choose another with --data", e);
        }
        catch (SqliteException e)
        {
            throw Explain(e, database.Path);
        }
    }

    private static void Upgrade(SqliteConnection connection, string path)
    {
        SqliteDatabase.Execute(connection, "BEGIN IMMEDIATE");
        SqliteDatabase.Execute(connection, "CREATE TABLE IF NOT EXISTS schema_version (version INTEGER PRIMARY KEY, script TEXT NOT NULL) STRICT");
        foreach (var (version, name) in Scripts.After(CurrentVersion(connection), path))
        {
            SqliteDatabase.Execute(connection, Scripts.Read(name));
            SqliteDatabase.Execute(connection, $"INSERT INTO schema_version (version, script) VALUES ({version}, '{name}')");
        }

        SqliteDatabase.Execute(connection, "COMMIT");
    }

    private static int CurrentVersion(SqliteConnection connection)
    {
        using var newest = new SqliteStatement(connection, "SELECT max(version) FROM schema_version");
        return newest.Step() ? newest.Count(0) : 0;
    }

    private static StorageStartException Explain(SqliteException e, string path) => e.SqliteErrorCode switch
    {
        raw.SQLITE_NOTADB or raw.SQLITE_CORRUPT => new(
            $"{path} không phải là cơ sở dữ liệu SQLite hoặc đã hỏng; hãy khôi phục từ bản sao lưu",
            $"{path} is not an SQLite database or is damaged; restore it from a back-up", e),
        raw.SQLITE_CANTOPEN or raw.SQLITE_READONLY or raw.SQLITE_PERM => new(
            $"Không ghi được vào {path}; hãy cấp quyền ghi hoặc chọn thư mục khác bằng --data",
            $"{path} cannot be written; grant write access or choose another folder with --data", e),
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => new(
            $"{path} đang bị một chương trình khác khoá; hãy dừng chương trình đó",
            $"{path} is locked by another program; stop that one", e),
        raw.SQLITE_FULL or raw.SQLITE_IOERR => new(
            $"Không ghi được vào {path} ({e.Message}); hãy xem đĩa còn chỗ không, hoặc chọn thư mục khác bằng --data",
            $"{path} cannot be written ({e.Message}); see whether the disk has room, or choose another folder with --data", e),
        _ => new($"Không mở được {path}: {e.Message}", $"{path} cannot be opened: {e.Message}", e),
    };
}
