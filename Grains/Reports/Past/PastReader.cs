using Grains.Dossiers;
using Grains.Interfaces.Reports;
using Grains.Storage;

namespace Grains.Reports;

/// <summary>
/// Reads stored dossiers for questions about the past. Such a reading goes over many rows, so one runs at a time in this process, a few
/// wait, and the others are told to come again; rows are decoded and told beside the grains, on as many threads as there are processors.
/// </summary>
public sealed class PastReader(IDossierQueries queries) : IDisposable
{
    /// <summary>Readings that wait for the one that runs.</summary>
    public const int MaxWaiting = 8;

    private const int ChunkRows = 256;

    private readonly SemaphoreSlim _turn = new(1);
    private int _asked;

    /// <summary>Tells each dossier in parallel, and takes what was told one by one, in no order.</summary>
    /// <param name="tell">Pure; null leaves the dossier out.</param>
    /// <exception cref="PastBusyException">Too many wait already.</exception>
    internal async Task ReadAsync<T>(
        StateFilter filter, Func<string, DossierState, T?> tell, Action<T> take, CancellationToken cancellationToken)
        where T : class
    {
        if (Interlocked.Increment(ref _asked) > MaxWaiting + 1)
        {
            Interlocked.Decrement(ref _asked);
            throw new PastBusyException();
        }

        try
        {
            await _turn.WaitAsync(cancellationToken);
            try
            {
                await Task.Run(() => TellAllAsync(filter, tell, take, cancellationToken), cancellationToken);
            }
            finally
            {
                _turn.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _asked);
        }
    }

    public void Dispose() => _turn.Dispose();

    private Task TellAllAsync<T>(StateFilter filter, Func<string, DossierState, T?> tell, Action<T> take, CancellationToken cancellationToken)
        where T : class
    {
        var taking = new Lock();
        return Parallel.ForEachAsync(queries.ReadStatesAsync(filter, cancellationToken).Chunk(ChunkRows), cancellationToken, (rows, _) =>
        {
            var told = rows.Select(row => tell(row.Dossier, DossierStateJson.Read(row.Payload))).OfType<T>().ToList();
            lock (taking)
                told.ForEach(take);
            return ValueTask.CompletedTask;
        });
    }
}
