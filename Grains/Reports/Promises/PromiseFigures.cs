using System.Collections.Immutable;
using Grains.Catalogue;
using Grains.Interfaces.Reports;
using Grains.Storage;

namespace Grains.Reports.Promises;

/// <summary>Counts promises over stored dossiers.</summary>
public sealed class PromiseFigures(PastReader reader, ReferenceHolder reference, ReferencePast referencePast, TimeProvider clock)
{
    public async Task<PromiseReport> CountAsync(PromiseQuery query, CancellationToken cancellationToken)
    {
        var past = query.Past ?? new Past(clock.GetUtcNow());
        var catalogue = reference.Current;
        var branch = query.Agency is null ? null : (await referencePast.AtAsync(past.AsOf, cancellationToken)).Branch(query.Agency).ToHashSet(StringComparer.Ordinal);
        var comparison = new PromiseComparison(catalogue);
        var counts = new SortedDictionary<string, PromiseCount>(StringComparer.Ordinal);
        var uncompared = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var total = new PromiseCount();
        await reader.ReadAsync(new StateFilter(past.AsOf), Compare, Count, cancellationToken);
        return new PromiseReport(
            past.AsOf, query.From, query.To, past.Source,
            [.. counts.Select(pair => pair.Value.ToRow(pair.Key, catalogue.Procedures.Find(pair.Key)?.Name))],
            total.ToRow(null, null), uncompared.ToImmutableDictionary());

        Promise? Compare(string code, Dossiers.DossierState state)
        {
            var view = new PastDossier(code, state, catalogue, past).View;
            return view.Story is { Received: { } received, Agency: { } agency } && branch?.Contains(agency) != false
                && !(received.At < query.From) && !(received.At >= query.To)
                    ? comparison.Compare(view)
                    : null;
        }

        void Count(Promise promise)
        {
            if (promise.Uncompared is { } why)
            {
                uncompared[why] = uncompared.GetValueOrDefault(why) + 1;
                return;
            }

            if (!counts.TryGetValue(promise.Procedure, out var count))
                counts[promise.Procedure] = count = new PromiseCount();
            count.Add(promise);
            total.Add(promise);
        }
    }
}
