using System.Collections;
using System.Collections.Immutable;
using NodaTime;

namespace Grains.Time;

/// <summary>A stretch in which the clock of a dossier stands still; <see cref="To"/> is null until it is resumed.</summary>
public readonly record struct Pause(Instant From, Instant? To);

/// <summary>
/// The pauses of one clock, in order and disjoint: those that overlap or touch are one, and those that end before they start are
/// nothing. Only the last can be open-ended.
/// </summary>
public sealed class Pauses : IReadOnlyList<Pause>
{
    private readonly ImmutableArray<Pause> _pauses;

    private Pauses(ImmutableArray<Pause> pauses) => _pauses = pauses;

    public static Pauses None { get; } = new([]);

    public int Count => _pauses.Length;

    public Pause this[int index] => _pauses[index];

    /// <summary>The pause that has not ended, if any.</summary>
    public Pause? Open => Count > 0 && _pauses[^1].To is null ? _pauses[^1] : null;

    public static Pauses Of(params IEnumerable<Pause> pauses)
    {
        var merged = ImmutableArray.CreateBuilder<Pause>();
        foreach (var pause in pauses.Where(p => !(p.To <= p.From)).OrderBy(p => p.From))
        {
            if (merged.Count > 0 && !(merged[^1].To < pause.From))
                merged[^1] = merged[^1] with { To = Later(merged[^1].To, pause.To) };
            else
                merged.Add(pause);
        }
        return merged.Count == 0 ? None : new(merged.ToImmutable());
    }

    /// <summary>What was known of them at an instant: a pause that begins later is not there, one that ends later is open.</summary>
    public Pauses AsOf(Instant now) =>
        new([.. _pauses.Where(p => p.From <= now).Select(p => p.To > now ? p with { To = null } : p)]);

    /// <summary>The working time of the pauses that lies between two instants.</summary>
    public Duration WorkingTime(WorkingCalendar calendar, Instant from, Instant to)
    {
        var sum = Duration.Zero;
        foreach (var pause in _pauses)
            sum += calendar.Elapsed(Instant.Max(from, pause.From), Instant.Min(to, pause.To ?? to));
        return sum;
    }

    public ImmutableArray<Pause>.Enumerator GetEnumerator() => _pauses.GetEnumerator();

    IEnumerator<Pause> IEnumerable<Pause>.GetEnumerator() => ((IEnumerable<Pause>)_pauses).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable)_pauses).GetEnumerator();

    private static Instant? Later(Instant? a, Instant? b) => a is null || b is null ? null : Instant.Max(a.Value, b.Value);
}
