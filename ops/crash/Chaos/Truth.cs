namespace Monitor.Crash.Chaos;

/// <summary>A board that is judged, and which dossiers it counts.</summary>
internal sealed record JudgedBoard(string Office, Func<Standpoint, bool> Counts);

/// <summary>What one dossier is at any instant, as long as nothing new is told of it.</summary>
/// <param name="LateAfter">UTC ticks after which it is overdue; never while its clock stands still.</param>
internal readonly record struct Standpoint(string Agency, string Point, bool IsOpen, bool HasNoDue, bool IsPaused, long LateAfter)
{
    public static readonly Standpoint Nothing = new("", "", false, false, false, long.MaxValue);

    public static Standpoint Of(Fold? dossier)
    {
        if (dossier is not { Ended: null, IsDeclined: false })
            return Nothing;
        var late = dossier.LateAfter is { } after && dossier.IsLateInSpiteOfPause(after) ? after.UtcTicks : long.MaxValue;
        return new Standpoint(dossier.Agency, dossier.Point, IsOpen: true, dossier.Due is null, dossier.IsPaused, late);
    }

    public Shown At(long now) => !IsOpen ? default : new Shown(1, LateAfter < now ? 1 : 0, HasNoDue ? 1 : 0, IsPaused && LateAfter >= now ? 1 : 0);
}

/// <summary>
/// What a display may rightly show while events come in: whatever had been answered some time before must be in it, what had not been sent
/// cannot be, and of the rest each dossier may be anything that comes of a part of its events.
/// </summary>
/// <param name="speed">Seconds of the service's clock in one real second.</param>
internal sealed class Truth(Ledger ledger, double speed, IReadOnlyList<JudgedBoard> boards)
{
    // Real time in which a dossier that changes hands may be told by neither or by both agencies to a board above them.
    private static readonly TimeSpan Transit = TimeSpan.FromSeconds(1);

    // Real time by which processes' clocks, and the instants within one report, may differ.
    private static readonly TimeSpan Margin = TimeSpan.FromMilliseconds(250);

    /// <summary>How far behind the truth a frame may be, tried in this order.</summary>
    private static readonly double[] Seconds = [0.5, 1, 2, 3, 5, 7, 10, 12, 15, 20, 30, 60];

    private readonly Dictionary<string, Story> _stories = [];
    private readonly HashSet<(string Source, string Id)> _known = [];

    /// <summary>Takes over what the ledger has learnt. Every event in it must be answered by the next call but one.</summary>
    public void Learn()
    {
        foreach (var (key, told) in ledger.Sent)
        {
            if (!ledger.Answered.TryGetValue(key, out var refusal) || Ledger.IsTurnedAway(refusal) || !_known.Add(key))
                continue;
            if (!_stories.TryGetValue(told.Dossier, out var story))
                _stories[told.Dossier] = story = new Story();
            var (sent, answered) = ledger.Times(key);
            story.Add(told, sent, answered);
        }
    }

    /// <summary>How far behind the truth the frame is at the most; null when it shows what has never been true.</summary>
    /// <param name="wrongClocks">Real time by which the clocks of silos differ on purpose.</param>
    public TimeSpan? Behind(Seen seen, TimeSpan wrongClocks)
    {
        foreach (var seconds in Seconds)
        {
            var behind = TimeSpan.FromSeconds(seconds);
            if (IsPossible(seen, behind, wrongClocks))
                return behind;
        }

        return null;
    }

    /// <summary>The least and the most that each figure may be on a frame that is at most so far behind the truth.</summary>
    public (Shown Least, Shown Most) Bounds(Seen seen, TimeSpan behind, TimeSpan wrongClocks)
    {
        var board = boards.First(one => one.Office == seen.Office);
        var margin = Margin + wrongClocks;
        var must = seen.Arrived - (long)(behind.TotalSeconds * TimeProvider.System.TimestampFrequency);
        var (first, last) = (seen.AsOf - ((behind + margin) * speed).Ticks, Math.Max(seen.AsOf, seen.ServerNow) + (margin * speed).Ticks);
        Shown least = default, most = default;
        foreach (var story in _stories.Values)
        {
            Shown low = new(long.MaxValue, long.MaxValue, long.MaxValue, long.MaxValue), high = default;
            foreach (var standpoint in story.Possible(must, seen.Arrived))
            {
                var (before, after) = board.Counts(standpoint) ? (standpoint.At(first), standpoint.At(last)) : default;
                low = Join(low, Join(before, after, Math.Min), Math.Min);
                high = Join(high, Join(before, after, Math.Max), Math.Max);
            }

            if (story.ChangesHands(seen.Arrived))
                (low, high) = (default, Join(high, high, static (a, b) => a + b));
            least = Join(least, low, static (a, b) => a + b);
            most = Join(most, high, static (a, b) => a + b);
        }

        return (least, most);
    }

    private bool IsPossible(Seen seen, TimeSpan behind, TimeSpan wrongClocks)
    {
        var (least, most) = Bounds(seen, behind, wrongClocks);
        return seen.Shown.IsWithin(least, most);
    }

    private static Shown Join(Shown one, Shown other, Func<long, long, long> join) =>
        new(join(one.Open, other.Open), join(one.Overdue, other.Overdue), join(one.NoDue, other.NoDue), join(one.Paused, other.Paused));

    /// <summary>The events of one dossier, and what comes of any part of them.</summary>
    private sealed class Story
    {
        private const int MostEvents = 64;
        private const int MostUncertain = 10;
        private static readonly Standpoint[] Unknown = [Standpoint.Nothing];
        private readonly List<(Told Told, long Sent, long Answered)> _events = [];
        private readonly Dictionary<(ulong Must, ulong May), Standpoint[]> _possible = [];

        public void Add(Told told, long sent, long answered)
        {
            if (_events.Count == MostEvents)
                throw new InvalidOperationException($"{told.Dossier} has more than {MostEvents} events");
            _events.Add((told, sent, answered));
        }

        /// <param name="must">What was answered by this timestamp is in it.</param>
        /// <param name="may">What was not sent by this timestamp is not.</param>
        public Standpoint[] Possible(long must, long may)
        {
            var (certain, uncertain) = (0UL, 0UL);
            for (var i = 0; i < _events.Count; i++)
            {
                if (_events[i].Answered <= must)
                    certain |= 1UL << i;
                else if (_events[i].Sent <= may)
                    uncertain |= 1UL << i;
            }

            if ((certain | uncertain) == 0)
                return Unknown;
            if (_possible.TryGetValue((certain, uncertain), out var known))
                return known;
            return _possible[(certain, uncertain)] = [.. Parts(uncertain).Select(part => Comes(certain | part)).Distinct()];
        }

        /// <summary>Whether another agency or reception point is being told of it, or was a moment ago: it was sent or answered within the time of transit.</summary>
        public bool ChangesHands(long at)
        {
            var transit = (long)(Transit.TotalSeconds * TimeProvider.System.TimestampFrequency);
            foreach (var (told, sent, answered) in _events)
            {
                if (told.Agency is not null && sent <= at && (at - sent <= transit || Math.Abs(answered - at) <= transit))
                    return _events.Exists(other => (other.Told.Agency is { } agency && agency != told.Agency) || (other.Told.Point is { } point && point != told.Point));
            }

            return false;
        }

        private Standpoint Comes(ulong part) => Standpoint.Of(Fold.Of(_events.Where((_, i) => (part >> i & 1) == 1).Select(one => one.Told)));

        // Every part of a set of bits, itself and nothing among them.
        private static IEnumerable<ulong> Parts(ulong bits)
        {
            if (System.Numerics.BitOperations.PopCount(bits) > MostUncertain)
                throw new InvalidOperationException($"More than {MostUncertain} events of one dossier are under way at once");
            for (var part = bits; ; part = (part - 1) & bits)
            {
                yield return part;
                if (part == 0)
                    yield break;
            }
        }
    }
}
