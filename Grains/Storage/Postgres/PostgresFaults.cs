using Npgsql;

namespace Grains.Storage.Postgres;

/// <summary>Why PostgreSQL cannot be used, in one line that names the remedy and no secret.</summary>
internal static class PostgresFaults
{
    public static StorageStartException Unreadable(Exception? e = null) => new(
        "Chuỗi kết nối PostgreSQL không đọc được; hãy viết như Host=localhost;Database=monitor;Username=monitor trong --connection hoặc MONITOR_CONNECTION",
        "The PostgreSQL connection string cannot be read; write it like Host=localhost;Database=monitor;Username=monitor in --connection or MONITOR_CONNECTION",
        e);

    /// <param name="place">Database and server.</param>
    public static StorageStartException Explain(NpgsqlException e, string place) => e.SqlState switch
    {
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification => new(
            $"{place} từ chối đăng nhập; hãy kiểm tra Username và Password của chuỗi kết nối",
            $"{place} refuses the login; check Username and Password of the connection string", e),
        PostgresErrorCodes.InvalidCatalogName => new(
            $"Không có cơ sở dữ liệu {place}; hãy tạo nó bằng createdb --encoding=UTF8",
            $"There is no database {place}; create it with createdb --encoding=UTF8", e),
        PostgresErrorCodes.InsufficientPrivilege or PostgresErrorCodes.InvalidSchemaName => new(
            $"Tài khoản không đủ quyền ở {place} ({Line(e)}); hãy cho nó làm chủ cơ sở dữ liệu hoặc lược đồ",
            $"The role lacks rights in {place} ({Line(e)}); make it the owner of the database or of its schema", e),
        PostgresErrorCodes.LockNotAvailable => new(
            $"Một chương trình giám sát khác đang dùng {place}; hãy dừng chương trình đó",
            $"Another monitor is running on {place}; stop that one", e),
        PostgresErrorCodes.ReadOnlySqlTransaction => new(
            $"{place} chỉ cho đọc (máy dự phòng?); hãy kết nối tới máy chính",
            $"{place} is read-only (a standby?); connect to the primary", e),
        PostgresErrorCodes.TooManyConnections => new(
            $"{place} không còn chỗ cho kết nối mới; hãy tăng max_connections",
            $"{place} takes no more connections; raise max_connections", e),
        null => new(
            $"Không kết nối được tới PostgreSQL {place} ({Line(e)}); hãy kiểm tra Host và Port, và máy chủ có chạy không",
            $"PostgreSQL {place} cannot be reached ({Line(e)}); check Host and Port, and whether the server runs", e),
        _ => new($"Không dùng được {place}: {Line(e)}", $"{place} cannot be used: {Line(e)}", e),
    };

    private static string Line(NpgsqlException e) =>
        (e is PostgresException said ? $"{said.SqlState}: {said.MessageText}" : e.InnerException?.Message ?? e.Message).ReplaceLineEndings(" ");
}
