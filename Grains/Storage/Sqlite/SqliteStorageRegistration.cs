using Grains.Storage.Sql;
using Microsoft.Extensions.DependencyInjection;

namespace Grains.Storage.Sqlite;

public static class SqliteStorageRegistration
{
    /// <summary>
    /// Keeps dossiers, data quality and reference documents and their changes in <c>monitor.db</c> of the folder, which is created or upgraded at once.
    /// </summary>
    /// <exception cref="StorageStartException">The folder cannot be written, the file is no database, or it is newer than this program.</exception>
    public static IServiceCollection AddSqliteStorage(this IServiceCollection services, string dataFolder)
    {
        var database = new SqliteDatabase(Path.GetFullPath(dataFolder));
        SqliteSchema.Prepare(database);
        return services.AddStorage(database);
    }
}
