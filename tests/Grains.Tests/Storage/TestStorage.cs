using Grains.Storage;
using Grains.Storage.Sql;

namespace Grains.Tests.Storage;

/// <summary>A real database of its own, gone with the test.</summary>
internal abstract class TestStorage : IDisposable
{
    private Lazy<SqlStorage> _storage;

    protected TestStorage() => _storage = Opening();

    /// <summary>Opened at first use, by whichever thread.</summary>
    public SqlStorage Storage => _storage.Value;

    public abstract SqlDatabase Database { get; }

    public IDossierStore Dossiers => Storage.Dossiers;

    public IDossierQueries Queries => Storage.Queries;

    public static TestStorage On(StoreKind kind) => kind == StoreKind.Postgres ? new PostgresTempStorage() : new TempStorage();

    public Task AddAsync(params DossierWrite[] writes) =>
        Task.WhenAll(writes.Select(write => Dossiers.WriteAsync(write, CancellationToken.None)));

    /// <summary>Closes and opens again, as a restart does.</summary>
    public void Restart()
    {
        Close();
        Prepare();
    }

    public abstract void Execute(string sql);

    public abstract long Number(string sql);

    public virtual void Dispose() => Close();

    protected abstract void Prepare();

    private void Close()
    {
        if (_storage.IsValueCreated)
            _storage.Value.Dispose();
        else
            Database.Close();
        _storage = Opening();
    }

    private Lazy<SqlStorage> Opening() => new(() => new SqlStorage(Database));
}
