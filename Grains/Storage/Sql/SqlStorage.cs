using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Grains.Storage.Sql;

/// <summary>The whole storage on one database: few writers, and readers of their own for short and for long reads.</summary>
internal sealed class SqlStorage : IDisposable
{
    private readonly SqlDatabase _database;
    private readonly CommitLanes _commits;
    private readonly IDossierReads _reads;
    private readonly ReaderPool _scans;

    public SqlStorage(SqlDatabase database)
    {
        _database = database;
        _commits = new CommitLanes(database);
        _reads = database.OpenDossierReads();
        _scans = new ReaderPool(database.OpenReader, ReaderPool.DefaultSize);
        Dossiers = new DossierStore(_commits, _reads);
        Queries = new DossierQueries(database, _scans);
        DataQuality = new DataQualityStore(_commits, _scans);
        References = new ReferenceStore(_commits, _scans);
        Changes = new ChangeStore(_commits, _scans);
        Workload = new WorkloadQueries(database, _scans);
        Open = new OpenDossiers(database, _scans);
        Archive = new Archive(_commits, _scans);
    }

    /// <summary>Looks after the storage until it is disposed, which must come before this.</summary>
    public StorePulse WatchPulse(TimeProvider real, ILogger<StorePulse> log) => new(_database, _commits, real, log);

    public IDossierStore Dossiers { get; }

    public IDossierQueries Queries { get; }

    public IDataQualityStore DataQuality { get; }

    public IWorkloadQueries Workload { get; }

    public IReferenceStore References { get; }

    public IChangeStore Changes { get; }

    public IOpenDossiers Open { get; }

    public IArchive Archive { get; }

    /// <summary>Answers every queued write first.</summary>
    public void Dispose()
    {
        _commits.Close();
        _reads.Dispose();
        _scans.Dispose();
        _commits.Dispose();
        _database.Close();
    }
}

internal static class SqlStorageRegistration
{
    public static IServiceCollection AddStorage(this IServiceCollection services, SqlDatabase database) => services
        .AddSingleton(_ => new SqlStorage(database))
        .AddSingleton<IStorePulse>(provider => provider.GetRequiredService<SqlStorage>().WatchPulse(
            TimeProvider.System, provider.GetRequiredService<ILogger<StorePulse>>()))
        .AddSingleton(provider => provider.GetRequiredService<SqlStorage>().Dossiers)
        .AddSingleton(provider => provider.GetRequiredService<SqlStorage>().Queries)
        .AddSingleton(provider => provider.GetRequiredService<SqlStorage>().DataQuality)
        .AddSingleton(provider => provider.GetRequiredService<SqlStorage>().Workload)
        .AddSingleton(provider => provider.GetRequiredService<SqlStorage>().References)
        .AddSingleton(provider => provider.GetRequiredService<SqlStorage>().Changes)
        .AddSingleton(provider => provider.GetRequiredService<SqlStorage>().Open)
        .AddSingleton(provider => provider.GetRequiredService<SqlStorage>().Archive);
}
