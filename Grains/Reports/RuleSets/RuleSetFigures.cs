using System.Collections.Immutable;
using Grains.Catalogue;
using Grains.Interfaces.Catalogue;
using Grains.Interfaces.Reports;
using Grains.Storage;
using NodaTime;
using NodaTime.Extensions;

namespace Grains.Reports.RuleSets;

/// <summary>Counts the dossiers of a period by a rule set, agency by agency, from stored events.</summary>
public sealed class RuleSetFigures(PastReader reader, ReferenceHolder reference, ReferencePast referencePast, TimeProvider clock)
{
    /// <summary>Dossiers in hand in the period, as they stood at its end. Null when no version of the rule set is in force on its first day.</summary>
    internal Task<RuleSetResult?> CountAsync(PeriodQuery query, CancellationToken cancellationToken)
    {
        var past = PastOf(query);
        var period = new Period(query.From, query.To, past.AsOf);
        return CountAsync(query, past with { AsOf = period.Last }, period, period.CutOff, _ => true, cancellationToken);
    }

    /// <summary>Dossiers received in the period, as they stand at the instant that is asked about.</summary>
    internal Task<RuleSetResult?> CountReceivedAsync(PeriodQuery query, CancellationToken cancellationToken)
    {
        var past = PastOf(query);
        return CountAsync(
            query, past, new Period(null, null, past.AsOf), past.AsOf, facts => !(facts.Received < query.From) && !(facts.Received >= query.To), cancellationToken);
    }

    private async Task<RuleSetResult?> CountAsync(
        PeriodQuery query, Past past, Period period, DateTimeOffset asOf, Func<DossierFacts, bool> isAsked, CancellationToken cancellationToken)
    {
        var catalogue = await referencePast.AtAsync(past.AsOf, cancellationToken);
        if (RuleSetChoice.Of(reference.Current, query.RuleSet, DayOf(query.From ?? asOf, catalogue, query.Agency)) is not { } rules)
            return null;

        var branch = query.Agency is null ? null : catalogue.Branch(query.Agency).ToHashSet(StringComparer.Ordinal);
        var counts = new SortedDictionary<string, RuleSetCount>(StringComparer.Ordinal);
        await reader.ReadAsync(
            new StateFilter(past.AsOf),
            (code, state) => Judge(DossierFacts.Of(new PastDossier(code, state, reference.Current, past).View)),
            judged => CountOf(judged.Facts.Agency!).Add(judged.Facts, judged.Verdict, period),
            cancellationToken);
        return new RuleSetResult(rules, new Span(query.From, query.To, asOf, past.Source), catalogue, counts);

        Judged? Judge(DossierFacts facts)
        {
            if (facts.Agency is null || branch?.Contains(facts.Agency) == false || !isAsked(facts))
                return null;
            var verdict = rules.Judge(facts, period);
            return verdict.Class == VerdictClass.NotCounted ? null : new Judged(facts, verdict);
        }

        RuleSetCount CountOf(string agency) => counts.TryGetValue(agency, out var count) ? count : counts[agency] = new RuleSetCount();
    }

    private Past PastOf(PeriodQuery query) => query.Past ?? new Past(clock.GetUtcNow());

    private static DateOnly DayOf(DateTimeOffset instant, ReferenceData catalogue, string? agency) =>
        instant.ToInstant().InZone(catalogue.CalendarOf(agency)?.Zone ?? DateTimeZone.Utc).Date.ToDateOnly();

    private sealed record Judged(DossierFacts Facts, Verdict Verdict);
}
