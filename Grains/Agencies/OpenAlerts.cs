using System.Collections.Immutable;
using Grains.Interfaces.Escalation;

namespace Grains.Agencies;

/// <summary>The open alerts of an agency's dossiers, newest first.</summary>
internal sealed class OpenAlerts
{
    private readonly Dictionary<string, ImmutableArray<Alert>> _byDossier = new(StringComparer.Ordinal);
    private readonly SortedSet<Alert> _newestFirst = new(NewestFirst.Instance);

    public int Count => _newestFirst.Count;

    public void Replace(string dossier, ImmutableArray<Alert> alerts)
    {
        if (_byDossier.Remove(dossier, out var known))
            _newestFirst.ExceptWith(known);
        if (alerts.IsEmpty)
            return;
        _byDossier[dossier] = alerts;
        _newestFirst.UnionWith(alerts);
    }

    public void Clear()
    {
        _byDossier.Clear();
        _newestFirst.Clear();
    }

    public ImmutableArray<Alert> Newest(int most) => [.. _newestFirst.Take(most)];

    public static ImmutableArray<Alert> Newest(IEnumerable<Alert> alerts, int most) => [.. alerts.Order(NewestFirst.Instance).Take(most)];

    private sealed class NewestFirst : IComparer<Alert>
    {
        public static NewestFirst Instance { get; } = new();

        public int Compare(Alert? x, Alert? y)
        {
            var order = y!.RaisedAt.CompareTo(x!.RaisedAt);
            if (order == 0)
                order = string.CompareOrdinal(x.Dossier, y.Dossier);
            return order != 0 ? order : string.CompareOrdinal(x.Rung, y.Rung);
        }
    }
}
