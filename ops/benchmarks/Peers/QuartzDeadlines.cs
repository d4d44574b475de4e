using System.Collections.Specialized;
using Microsoft.Data.Sqlite;
using Monitor.Bench.Bare;
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

    private static readonly TimeProvider Clock = TimeProvider.System;

    /// <summary>From the due instant until every trigger has fired.</summary>
    public static async Task<TimeSpan> RunAsync(string folder, int dossiers, CancellationToken cancellationToken)
    {
        var file = Path.Combine(folder, "quartz.db");
        await using (var connection = BareSqlite.Open(file))
        await using (var create = new SqliteCommand(QuartzTables.Sql, connection))
            await create.ExecuteNonQueryAsync(cancellationToken);
        var scheduler = await new StdSchedulerFactory(Settings(file)).GetScheduler(cancellationToken);
        var fired = new FiredCounter(dossiers);
        scheduler.Context[Counter] = fired;
        var job = JobBuilder.Create<Fired>().WithIdentity("due").StoreDurably().Build();

        // Stored long before it is due, then moved to an instant that is known once all are stored.
        await scheduler.ScheduleJobs(
            new Dictionary<IJobDetail, IReadOnlyCollection<ITrigger>> { [job] = [.. Triggers(dossiers, Clock.GetUtcNow().AddDays(1))] }, replace: false, cancellationToken);
        var due = Clock.GetUtcNow().AddSeconds(2);
        await using (var connection = BareSqlite.Open(file))
        await using (var move = new SqliteCommand("UPDATE QRTZ_TRIGGERS SET NEXT_FIRE_TIME = $due, START_TIME = $due", connection))
        {
            move.Parameters.AddWithValue("$due", due.UtcTicks);
            await move.ExecuteNonQueryAsync(cancellationToken);
        }
        await scheduler.Start(cancellationToken);
        await fired.All.WaitAsync(TimeSpan.FromMinutes(5), Clock, cancellationToken);
        var took = Clock.GetUtcNow() - due;
        await scheduler.Shutdown(waitForJobsToComplete: true, cancellationToken);
        return took;
    }

    private static IEnumerable<ITrigger> Triggers(int dossiers, DateTimeOffset at) =>
        Enumerable.Range(0, dossiers).Select(i => TriggerBuilder.Create().WithIdentity($"dossier-{i}").ForJob("due").StartAt(at).Build());

    private static NameValueCollection Settings(string file) => new()
    {
        ["quartz.scheduler.instanceName"] = "bench",
        ["quartz.scheduler.batchTriggerAcquisitionMaxCount"] = "100",
        ["quartz.threadPool.maxConcurrency"] = "16",
        ["quartz.serializer.type"] = typeof(NoData).AssemblyQualifiedName,
        ["quartz.jobStore.type"] = "Quartz.Impl.AdoJobStore.JobStoreTX, Quartz",
        ["quartz.jobStore.driverDelegateType"] = "Quartz.Impl.AdoJobStore.SQLiteDelegate, Quartz",
        ["quartz.jobStore.useProperties"] = "true",
        ["quartz.jobStore.acquireTriggersWithinLock"] = "true",
        ["quartz.jobStore.misfireThreshold"] = "600000",
        ["quartz.jobStore.dataSource"] = "default",
        ["quartz.dataSource.default.provider"] = "SQLite-Microsoft",
        ["quartz.dataSource.default.connectionString"] = $"Data Source={file}",
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
