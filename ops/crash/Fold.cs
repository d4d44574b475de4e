namespace Monitor.Crash;

/// <summary>
/// What one dossier comes to, told from its events by the rules that the documentation states, in the simplest way that is right when offices
/// never close. It shares nothing with the program.
/// </summary>
internal sealed class Fold
{
    private readonly Told _received;
    private readonly List<(DateTimeOffset From, DateTimeOffset? To)> _pauses = [];
    private readonly Dictionary<string, DateTimeOffset> _open = [];
    private readonly List<Told> _extensions = [];
    private Told? _registered;
    private Told? _end;
    private bool _isReturned;

    private Fold(Told received, int events) => (_received, Agency, Events) = (received, received.Agency!, events);

    public string Code => _received.Dossier;

    /// <summary>How many are told of it.</summary>
    public int Events { get; }

    public string Agency { get; private set; }

    public string Point => _received.Point ?? _registered?.Point ?? _received.Agency!;

    public DateTimeOffset Received => _received.At;

    public DateTimeOffset? Ended => _end?.At;

    /// <summary>Declined, and so not counted as received.</summary>
    public bool IsDeclined => _end?.Type == "declined";

    public Told? Rating { get; private set; }

    /// <summary>By their numbers: answered once, and not before they were told.</summary>
    public Dictionary<string, (DateTimeOffset From, DateTimeOffset? Answered)> Petitions { get; } = [];

    public DateTimeOffset? Due { get; private set; }

    /// <summary>The due that had passed when the dossier was extended.</summary>
    public DateTimeOffset? Breach { get; private set; }

    public bool IsPaused => _end is null && _open.Count > 0;

    /// <summary>Where the stretch of pauses began that has not ended.</summary>
    public DateTimeOffset? OpenFrom { get; private set; }

    public DateTimeOffset? LateAfter => Breach ?? Due;

    /// <summary>A clock that stands still runs out for nobody, unless it had before.</summary>
    public bool IsLateInSpiteOfPause(DateTimeOffset late) => !IsPaused || Breach is not null || late < OpenFrom;

    /// <summary>Null for a dossier that nobody has received.</summary>
    public static Fold? Of(IEnumerable<Told> told)
    {
        var events = told.OrderBy(one => one.At).ToList();
        if (events.Find(one => one.Type == "received") is not { } received)
            return null;
        var fold = new Fold(received, events.Count);
        foreach (var one in events)
            fold.Walk(one);
        fold.Count();
        return fold;
    }

    private void Walk(Told told)
    {
        switch (told.Type)
        {
            case "registered":
                _registered ??= told;
                break;
            case "received" when ReferenceEquals(told, _received):
                Begin();
                break;
            case "received" when _end is not null && told.At > _end.At && told.Source == _received.Source:
                foreach (var kind in _open.Keys.ToList())
                    Resume(kind, _end.At);
                (_end, _isReturned) = (null, false);
                break;
            case "transferred" when _end is null:
                Agency = told.Agency!;
                break;
            case "supplement-requested" or "payment-requested" when _end is null:
                _open.TryAdd(KindOf(told), told.At);
                break;
            case "supplement-received" or "payment-received":
                Resume(KindOf(told), told.At);
                break;
            case "extended" when _end is null:
                _extensions.Add(told);
                break;
            case "declined" or "withdrawn" or "stopped" when _end is null:
            case "finished" when _end?.Type != "finished":
                _end = told;
                break;
            case "returned" when !_isReturned:
                _end ??= told;
                _isReturned = true;
                break;
            case "rated":
                Rating = told;
                break;
            case "petitioned":
                Petitions.TryAdd(told.Petition!, (told.At, null));
                break;
            case "petition-answered" when Petitions.TryGetValue(told.Petition!, out var petition):
                Petitions[told.Petition!] = (petition.From, petition.Answered ?? told.At);
                break;
            default:
                // A step has a clock of its own, and no figure of a board.
                break;
        }
    }

    // Declined or withdrawn before it was received: that was the registration.
    private void Begin()
    {
        if (IsDeclined || (_end?.Type == "withdrawn" && _registered is not null))
            (_end, _isReturned) = (null, false);
    }

    private static string KindOf(Told told) => told.Type[..told.Type.IndexOf('-', StringComparison.Ordinal)];

    private void Resume(string kind, DateTimeOffset at)
    {
        if (_open.Remove(kind, out var from))
            _pauses.Add((from, at));
    }

    // The first extension that gives a later date takes effect; the clock then begins again with its date.
    private void Count()
    {
        foreach (var open in _open.Values)
            _pauses.Add((open, _end?.At));
        var spans = Merged();
        var (start, promised) = (_received.At, _received.Due ?? _received.At + Allowed());
        foreach (var told in _extensions)
        {
            var known = spans.Where(span => span.From <= told.At).Select(span => span.To > told.At ? (span.From, null) : span).ToList();
            var due = Moved(promised, start, known);
            if (told.Due <= due)
                continue;
            var stop = known is [.., { To: null } last] ? last.From : told.At;
            Breach = due < stop ? due : null;
            (start, promised) = (told.At, told.Due);
            break;
        }

        Due = Moved(promised, start, spans);
        OpenFrom = spans is [.., { To: null } running] ? running.From : null;
    }

    private TimeSpan? Allowed() => _received.Units?.Allowed ?? Offices.Allowed(_received.Procedure);

    // Those that touch or overlap are one.
    private List<(DateTimeOffset From, DateTimeOffset? To)> Merged()
    {
        var spans = new List<(DateTimeOffset From, DateTimeOffset? To)>();
        foreach (var pause in _pauses.Where(pause => !(pause.To <= pause.From)).OrderBy(pause => pause.From))
        {
            if (spans is [.., var last] && !(last.To < pause.From))
                spans[^1] = (last.From, last.To is null || pause.To is null ? null : last.To > pause.To ? last.To : pause.To);
            else
                spans.Add(pause);
        }

        return spans;
    }

    // Only a pause that began in time and has ended moves a due date.
    private static DateTimeOffset? Moved(DateTimeOffset? due, DateTimeOffset start, List<(DateTimeOffset From, DateTimeOffset? To)> pauses)
    {
        foreach (var (from, to) in pauses)
        {
            var counted = from > start ? from : start;
            if (to is not { } end || counted > due)
                break;
            if (counted < end)
                due += end - counted;
        }

        return due;
    }
}
