using System.Collections.Immutable;
using Grains.Interfaces.Catalogue;
using Grains.Interfaces.Changes;

namespace Grains.Changes;

/// <summary>Adds up what becomes of the dossiers. Not shared between threads: each has its own, and they are merged.</summary>
internal sealed class ImpactTally
{
    /// <summary>Agencies told one by one, and dossiers shown of each effect.</summary>
    public const int MaxShown = 20;

    private readonly Dictionary<string, ImpactCounts> _byAgency = new(StringComparer.Ordinal);
    private readonly Dictionary<ImpactEffect, List<(ImpactSample Sample, TimeSpan Shift)>> _samples = [];
    private int _examined;

    public void Examine(int dossiers) => _examined += dossiers;

    public void Add(DossierImpact impact)
    {
        var agency = impact.Sample.Agency;
        _byAgency[agency] = _byAgency.GetValueOrDefault(agency, ImpactCounts.None) + impact.Counts;
        if (impact.Sample.Effect != ImpactEffect.None)
            Show(impact.Sample, impact.Shift);
    }

    public void Merge(ImpactTally other)
    {
        _examined += other._examined;
        foreach (var (agency, counts) in other._byAgency)
            _byAgency[agency] = _byAgency.GetValueOrDefault(agency, ImpactCounts.None) + counts;
        foreach (var (sample, shift) in other._samples.Values.SelectMany(samples => samples))
            Show(sample, shift);
    }

    public ChangeImpact ToImpact(DateTimeOffset now, IEnumerable<DocumentWarning> warnings)
    {
        var ranked = _byAgency.OrderByDescending(entry => entry.Value.Moved).ThenByDescending(entry => entry.Value.Touched)
            .ThenBy(entry => entry.Key, StringComparer.Ordinal).ToList();
        return new ChangeImpact
        {
            AsOf = now,
            Examined = _examined,
            Total = Sum(ranked.Select(entry => entry.Value)),
            ByAgency = [.. ranked.Take(MaxShown).Select(entry => new AgencyImpact(entry.Key, entry.Value))],
            Rest = Sum(ranked.Skip(MaxShown).Select(entry => entry.Value)),
            Warnings = [.. warnings],
            Samples = [.. _samples.OrderBy(entry => entry.Key).SelectMany(entry => Furthest(entry.Value)).Select(entry => entry.Sample)],
        };
    }

    private static ImpactCounts Sum(IEnumerable<ImpactCounts> counts) => counts.Aggregate(ImpactCounts.None, (sum, next) => sum + next);

    private static IEnumerable<(ImpactSample Sample, TimeSpan Shift)> Furthest(List<(ImpactSample Sample, TimeSpan Shift)> samples) =>
        samples.OrderByDescending(entry => entry.Shift).ThenBy(entry => entry.Sample.Dossier, StringComparer.Ordinal).Take(MaxShown);

    // Sorted out only when many have gathered, so that showing a few costs next to nothing.
    private void Show(ImpactSample sample, TimeSpan shift)
    {
        if (!_samples.TryGetValue(sample.Effect, out var samples))
            _samples[sample.Effect] = samples = [];
        samples.Add((sample, shift));
        if (samples.Count >= 16 * MaxShown)
            _samples[sample.Effect] = [.. Furthest(samples)];
    }
}
