namespace Monitor.Crash;

/// <summary>One dossier's life, told a little further in each round. What it tells makes sense most of the time, as with real sources.</summary>
internal sealed class Life(string dossier, string source, DateTimeOffset begin)
{
    private int _told;
    private DateTimeOffset _last = begin;
    private bool _registered;
    private bool _received;
    private bool _paused;
    private bool _ended;

    /// <summary>What happens next at a random instant before <paramref name="until"/>; null when nothing does before then.</summary>
    public Told? Next(Random random, DateTimeOffset until)
    {
        var at = _last.AddSeconds(random.Next(60, 4 * 3600));
        if (at >= until)
            return null;
        _last = at;
        if (!_received)
            return Begin(random);
        return _ended ? AfterEnd(random) : Handle(random);
    }

    private Told Begin(Random random)
    {
        if (!_registered && random.Next(2) == 0)
        {
            _registered = true;
            return Tell("registered", "cong-dvc") with { Agency = Any(random, Offices.Competent), Procedure = "h24" };
        }

        (_registered, _received) = (true, true);
        var received = Tell("received") with
        {
            Agency = Any(random, Offices.Competent),
            Point = random.Next(3) == 0 ? null : Any(random, Offices.Points),
        };
        return random.Next(3) == 0
            ? received with { Procedure = "h24", Due = _last.AddMinutes(random.Next(60, 48 * 60)) }
            : received with { Procedure = Any(random, ["h4", "h4", "h24", "h24", "free"]) };
    }

    private Told Handle(Random random)
    {
        switch (random.Next(100))
        {
            case < 25:
                return Tell("step") with { Step = "b" + random.Next(4) };
            case < 42:
                return Tell("transferred", random.Next(3) == 0 ? "truc-lien-thong" : source) with { Agency = Any(random, Offices.Competent) };
            case < 60:
                _paused = !_paused;
                return Tell(_paused ? "supplement-requested" : "supplement-received");
            case < 68:
                return Tell("extended") with { Due = _last.AddMinutes(random.Next(1, 72 * 60)) };
            case < 71:
                return Tell("transferred") with { Agency = "khong-co" };
            case < 74:
                return Tell("supplement-received");
            case < 78:
                _ended = true;
                return Tell("withdrawn");
            default:
                _ended = true;
                return Tell("finished");
        }
    }

    private Told AfterEnd(Random random)
    {
        switch (random.Next(100))
        {
            case < 50:
                return Tell("rated", "khao-sat") with { Scale = 5, Value = random.Next(1, 6) };
            case < 75:
                return Tell("returned");
            case < 85:
                return Tell("finished");
            default:
                (_ended, _paused) = (false, false);
                return Tell("received") with { Agency = Any(random, Offices.Competent), Procedure = "h24" };
        }
    }

    private Told Tell(string type, string? by = null) => new($"{dossier}-{_told++}", by ?? source, dossier, type, _last);

    private static string Any(Random random, string[] choices) => choices[random.Next(choices.Length)];
}
