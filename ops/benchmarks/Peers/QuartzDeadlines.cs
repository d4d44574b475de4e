using System.Collections.Specialized;
using System.Data.Common;
using Monitor.Bench.Bare;
using Npgsql;
using Quartz;
using Quartz.Impl;

namespace Monitor.Bench.Peers;

/// <summary>
/// Quartz.NET with one persisted trigger a dossier. Its job only counts: nothing is escalated and no board is told, so what is measured is the
/// least that it would cost.
/// </summary>
internal static class QuartzDeadlines
{
    private const string Counter = "counter";
    private const string Schema = "quartz";

    private static readonly TimeProvider Clock = TimeProvider.System;

    /// <summary>From the due instant until every trigger has fired.</summary>
    /// <param name="postgres">A PostgreSQL database, in which it gets a schema of its own; null for SQLite in the folder.</param>
    public static async Task<TimeSpan> RunAsync(string folder, string? postgres, int dossiers, CancellationToken cancellationToken)
    {
        var file = Path.Combine(folder, "quartz.db");
        var own = postgres is null ? $"Data Source={file}" : new NpgsqlConnectionStringBuilder(postgres) { SearchPath = Schema }.ToString();
        await using var database = postgres is null ? BareSqlite.Open(file) : (DbConnection)new NpgsqlConnection(own);
        if (postgres is not null)
        {
            await database.OpenAsync(cancellationToken);
            await ExecuteAsync(database, $"CREATE SCHEMA {Schema}", cancellationToken);
        }
        await ExecuteAsync(database, postgres is null ? QuartzTables.Sqlite : QuartzTables.Postgres, cancellationToken);
        var scheduler = await new StdSchedulerFactory(Settings(postgres is null, own)).GetScheduler(cancellationToken);
        var fired = new FiredCounter(dossiers);
        scheduler.Context[Counter] = fired;
        var job = JobBuilder.Create<Fired>().WithIdentity("due").StoreDurably().Build();

        // Stored long before it is due, then moved to an instant that is known once all are stored.
        await scheduler.ScheduleJobs(
            new Dictionary<IJobDetail, IReadOnlyCollection<ITrigger>> { [job] = [.. Triggers(dossiers, Clock.GetUtcNow().AddDays(1))] }, replace: false, cancellationToken);
        var due = Clock.GetUtcNow().AddSeconds(2);
        await ExecuteAsync(database, $"UPDATE QRTZ_TRIGGERS SET NEXT_FIRE_TIME = {due.UtcTicks}, START_TIME = {due.UtcTicks}", cancellationToken);
        await scheduler.Start(cancellationToken);
        await fired.All.WaitAsync(TimeSpan.FromMinutes(5), Clock, cancellationToken);
        var took = Clock.GetUtcNow() - due;
        await scheduler.Shutdown(waitForJobsToComplete: true, cancellationToken);
        return took;
    }

    private static IEnumerable<ITrigger> Triggers(int dossiers, DateTimeOffset at) =>
        Enumerable.Range(0, dossiers).Select(i => TriggerBuilder.Create().WithIdentity($"dossier-{i}").ForJob("due").StartAt(at).Build());

    private static async Task ExecuteAsync(DbConnection database, string sql, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static NameValueCollection Settings(bool isSqlite, string connection) => new()
    {
        ["quartz.scheduler.instanceName"] = isSqlite ? "bench" : "bench-postgres",
        ["quartz.scheduler.batchTriggerAcquisitionMaxCount"] = "100",
        ["quartz.threadPool.maxConcurrency"] = "16",
        ["quartz.serializer.type"] = typeof(NoData).AssemblyQualifiedName,
        ["quartz.jobStore.type"] = "Quartz.Impl.AdoJobStore.JobStoreTX, Quartz",
        ["quartz.jobStore.driverDelegateType"] = $"Quartz.Impl.AdoJobStore.{(isSqlite ? "SQLiteDelegate" : "PostgreSQLDelegate")}, Quartz",
        ["quartz.jobStore.useProperties"] = "true",
        ["quartz.jobStore.acquireTriggersWithinLock"] = "true",
        ["quartz.jobStore.misfireThreshold"] = "600000",
        ["quartz.jobStore.dataSource"] = "default",
        ["quartz.dataSource.default.provider"] = isSqlite ? "SQLite-Microsoft" : "Npgsql",
        ["quartz.dataSource.default.connectionString"] = connection,
    };

    /// <summary>Quartz asks for a serialiser; nothing here has data to serialise.</summary>
    internal sealed class NoData : Quartz.Spi.IObjectSerializer
    {
        public void Initialize()
        {
            // Nothing to prepare.
        }

        public byte[] Serialize<T>(T obj)
            where T : class => [];

        public T? DeSerialize<T>(byte[] data)
            where T : class => null;
    }

    internal sealed class Fired : IJob
    {
        public Task Execute(IJobExecutionContext context)
        {
            ((FiredCounter)context.Scheduler.Context[Counter]!).Add();
            return Task.CompletedTask;
        }
    }

    private sealed class FiredCounter(int expected)
    {
        private readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _count;

        public Task All => _all.Task;

        public void Add()
        {
            if (Interlocked.Increment(ref _count) == expected)
                _all.TrySetResult();
        }
    }
}
