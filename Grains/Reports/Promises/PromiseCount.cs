using System.Collections.Immutable;
using Grains.Interfaces.Catalogue;
using Grains.Interfaces.Reports;

namespace Grains.Reports.Promises;

/// <summary>The promises of one procedure, or of all, added up.</summary>
internal sealed class PromiseCount
{
    private const int MaxDifferences = 12;
    private const int MaxSamples = 3;

    private readonly Dictionary<(string Reason, int? Days), (int Dossiers, SortedSet<string> Samples)> _differences = [];
    private int _dossiers;
    private int _sameDate;
    private int _sameInstant;
    private Allowance? _duration;

    public void Add(Promise promise)
    {
        _dossiers++;
        _duration = promise.Duration;
        if (promise.Difference is not { } difference)
        {
            _sameDate++;
            _sameInstant += promise.IsSameInstant ? 1 : 0;
            return;
        }

        var (dossiers, samples) = _differences.GetValueOrDefault(difference, (0, new SortedSet<string>(StringComparer.Ordinal)));
        samples.Add(promise.Dossier);
        if (samples.Count > MaxSamples)
            samples.Remove(samples.Max!);
        _differences[difference] = (dossiers + 1, samples);
    }

    public PromiseRow ToRow(string? procedure, BilingualText? name) => new(
        procedure, name, procedure is null ? null : _duration, _dossiers, _sameDate, _sameInstant,
        _dossiers == 0 ? null : (double)_sameDate / _dossiers, Differences());

    private ImmutableArray<PromiseDifference> Differences()
    {
        var all = _differences.Select(pair => new PromiseDifference(pair.Key.Reason, pair.Key.Days, pair.Value.Dossiers, [.. pair.Value.Samples]))
            .OrderByDescending(difference => difference.Dossiers).ThenBy(difference => difference.Reason, StringComparer.Ordinal).ThenBy(difference => difference.Days)
            .ToList();
        var rest = all.Skip(MaxDifferences).GroupBy(difference => difference.Reason)
            .Select(group => new PromiseDifference(group.Key, null, group.Sum(difference => difference.Dossiers), group.First().Samples));
        return [.. all.Take(MaxDifferences), .. rest];
    }
}
