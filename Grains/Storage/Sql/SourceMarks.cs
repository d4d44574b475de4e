using System.Collections;
using Grains.Interfaces.Dossiers;

namespace Grains.Storage.Sql;

/// <summary>How far sources have told their story in one batch: the newest of each at each agency and point is written once.</summary>
internal sealed class SourceMarks : IEnumerable<KeyValuePair<string, SourceMark>>
{
    private readonly Dictionary<(string Agency, string Source), SourceMark> _marks = [];

    public int Count => _marks.Count;

    public void Add(DossierLine line)
    {
        Add(line.Agency, line.Source);
        if (line.Point != line.Agency)
            Add(line.Point, line.Source);
    }

    public void Clear() => _marks.Clear();

    /// <summary>Agencies with their marks, always in the same order, so that two writers never wait for one another in a circle.</summary>
    public IEnumerator<KeyValuePair<string, SourceMark>> GetEnumerator() => _marks
        .OrderBy(mark => mark.Key.Agency, StringComparer.Ordinal).ThenBy(mark => mark.Key.Source, StringComparer.Ordinal)
        .Select(mark => KeyValuePair.Create(mark.Key.Agency, mark.Value)).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private void Add(string? agency, SourceMark? mark)
    {
        if (agency is null || mark is null)
            return;
        var key = (agency, mark.Source);
        if (!_marks.TryGetValue(key, out var known) || (mark.At, mark.Arrived).CompareTo((known.At, known.Arrived)) > 0)
            _marks[key] = mark;
    }
}
