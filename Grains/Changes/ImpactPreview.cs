using Grains.Catalogue;
using Grains.Interfaces.Changes;
using Grains.Storage;

namespace Grains.Changes;

/// <summary>Reckons what a change would do to every open dossier, from committed rows and pure code: no grain is asked, nothing is written.</summary>
internal sealed class ImpactPreview(IOpenDossiers dossiers, ChangeDetail change, ReferenceData reference, DateTimeOffset now)
{
    private const int PageSize = 1_000;

    // One processor is left to events and boards, which must go on meanwhile.
    private static readonly int Workers = Math.Max(1, Environment.ProcessorCount - 1);

    private readonly RepinRule _rule = new(change, reference);
    private readonly ImpactTally _sum = new();

    public async Task<ImpactTally> RunAsync(CancellationToken cancellationToken)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = Workers, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(PagesAsync(cancellationToken), options, (page, _) =>
        {
            var tally = Reckon(page);
            lock (_sum)
            {
                _sum.Merge(tally);
            }

            return ValueTask.CompletedTask;
        });
        return _sum;
    }

    // One page is read while the one before it is reckoned.
    private async IAsyncEnumerable<IReadOnlyList<StoredState>> PagesAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var next = dossiers.ReadAsync("", PageSize, cancellationToken);
        while (await next is { Count: > 0 } page)
        {
            next = dossiers.ReadAsync(page[^1].Dossier, PageSize, cancellationToken);
            yield return page;
        }
    }

    private ImpactTally Reckon(IReadOnlyList<StoredState> page)
    {
        var tally = new ImpactTally();
        tally.Examine(page.Count);
        foreach (var dossier in page)
        {
            if (DossierStateJson.ReadPin(dossier.Payload) is { } pin && _rule.Touches(pin)
                && DossierImpact.Of(dossier.Dossier, DossierStateJson.Read(dossier.Payload), change.Kind, now, reference) is { } impact)
            {
                tally.Add(impact);
            }
        }

        return tally;
    }
}
