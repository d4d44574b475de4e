using System.Collections.Immutable;
using Grains.Interfaces.Agencies;
using Grains.Interfaces.Catalogue;
using Grains.Interfaces.Dossiers;

namespace Grains.Agencies;

/// <summary>The mark of each source's newest event.</summary>
internal sealed class Sources
{
    public const string Fresh = "fresh";
    public const string Late = "late";
    public const string Silent = "silent";

    /// <summary>Sources of an agency that are kept, and of a branch that are told: those heard last.</summary>
    public const int MaxKept = 200;

    private readonly SortedDictionary<string, SourceMark> _marks = new(StringComparer.Ordinal);

    public ImmutableArray<SourceMark> Marks => [.. _marks.Values];

    public void Hear(SourceMark mark)
    {
        if (!_marks.TryGetValue(mark.Source, out var known) || Newer(mark, known) == mark)
            _marks[mark.Source] = mark;
        if (_marks.Count > MaxKept)
            _marks.Remove(_marks.Values.MinBy(kept => kept.Arrived)!.Source);
    }

    /// <summary>Of each source its newest mark, and of too many sources those heard last.</summary>
    public static ImmutableArray<SourceMark> Newest(IEnumerable<SourceMark> marks)
    {
        ImmutableArray<SourceMark> newest = [.. marks.GroupBy(mark => mark.Source, StringComparer.Ordinal).Select(group => group.Aggregate(Newer))];
        return newest.Length <= MaxKept ? newest : [.. newest.OrderByDescending(mark => mark.Arrived).Take(MaxKept)];
    }

    public static ImmutableArray<SourceFreshness> Freshness(IEnumerable<SourceMark> marks, PolicyDocument policy, DateTimeOffset now) =>
        [.. marks.GroupBy(mark => mark.Source).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => Freshness(group.Aggregate(Newer), policy, now))];

    private static SourceMark Newer(SourceMark one, SourceMark other) =>
        (one.At, one.Arrived).CompareTo((other.At, other.Arrived)) > 0 ? one : other;

    private static SourceFreshness Freshness(SourceMark mark, PolicyDocument policy, DateTimeOffset now)
    {
        var lag = Math.Max(0, (long)(mark.Arrived - mark.At).TotalSeconds);
        var state = (now - mark.Arrived).TotalSeconds > policy.SourceSilentAfterSeconds ? Silent
            : lag > policy.SourceLateAfterSeconds ? Late
            : Fresh;
        return new SourceFreshness(mark.Source, mark.At, lag, state);
    }
}
