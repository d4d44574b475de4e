using Microsoft.Extensions.DependencyInjection;

namespace Grains.Storage.Sqlite;

/// <summary>The whole storage on one SQLite file: one writer, and a few readers for short and for long reads.</summary>
internal sealed class SqliteStorage : IDisposable
{
    private readonly SqliteCommitter _committer;
    private readonly GroupCommit<SqliteWrite> _commits;
    private readonly ReaderPool _reads;
    private readonly ReaderPool _scans;

    public SqliteStorage(SqliteDatabase database)
    {
        var readers = Math.Clamp(Environment.ProcessorCount, 2, 8);
        _committer = new SqliteCommitter(database);
        _commits = new GroupCommit<SqliteWrite>(_committer.Commit);
        _reads = new ReaderPool(database, readers);
        _scans = new ReaderPool(database, readers);
        Dossiers = new SqliteDossierStore(_commits, _reads);
        Queries = new SqliteDossierQueries(_scans);
        DataQuality = new SqliteDataQualityStore(_commits, _scans);
        References = new SqliteReferenceStore(_commits, _scans);
    }

    public IDossierStore Dossiers { get; }

    public IDossierQueries Queries { get; }

    public IDataQualityStore DataQuality { get; }

    public IReferenceStore References { get; }

    /// <summary>Answers every queued write first.</summary>
    public void Dispose()
    {
        _commits.Dispose();
        _reads.Dispose();
        _scans.Dispose();
        _committer.Dispose();
    }
}

public static class SqliteStorageRegistration
{
    /// <summary>
    /// Keeps dossiers, data quality and reference documents in <c>monitor.db</c> of the folder, which is created or upgraded at once.
    /// </summary>
    /// <exception cref="StorageStartException">The folder cannot be written, the file is no database, or it is newer than this program.</exception>
    public static IServiceCollection AddSqliteStorage(this IServiceCollection services, string dataFolder)
    {
        var database = new SqliteDatabase(Path.GetFullPath(dataFolder));
        SqliteSchema.Prepare(database);
        return services
            .AddSingleton(_ => new SqliteStorage(database))
            .AddSingleton(provider => provider.GetRequiredService<SqliteStorage>().Dossiers)
            .AddSingleton(provider => provider.GetRequiredService<SqliteStorage>().Queries)
            .AddSingleton(provider => provider.GetRequiredService<SqliteStorage>().DataQuality)
            .AddSingleton(provider => provider.GetRequiredService<SqliteStorage>().References);
    }
}
