namespace Monitor.Crash;

/// <summary>One dossier's life, told a little further in each round. What it tells makes sense most of the time, as with real sources.</summary>
internal sealed class Life(string dossier, string source, DateTimeOffset begin)
{
    private const string Survey = "khao-sat";
    private const string Petitions = "phan-anh";
    private const string Exchange = "truc-lien-thong";

    private readonly HashSet<string> _asked = [];
    private int _told;
    private int _petition;
    private DateTimeOffset _last = begin;
    private DateTimeOffset? _firstReceived;
    private bool _registered;
    private bool _received;
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
            return Tell("registered", "cong-dvc") with
            {
                Agency = Any(random, Offices.Competent), Procedure = "h24", Channel = "online", Point = random.Next(4) == 0 ? Any(random, Offices.Points) : null,
            };
        }

        switch (random.Next(100))
        {
            case < 6:
                return Tell("declined") with { Reason = "không thuộc thẩm quyền" };
            case < 9:
                return Tell("withdrawn");
            case < 13:
                // Overtaken by what happens later, as when systems tell of one dossier independently.
                return Step(random);
            default:
                (_registered, _received, _firstReceived) = (true, true, _last);
                return Receive(random) with { Point = random.Next(3) == 0 ? null : Any(random, Offices.Points), Channel = Any(random, ["counter", "post"]) };
        }
    }

    private Told Receive(Random random)
    {
        var received = Tell("received") with { Agency = Any(random, Offices.Competent) };
        return random.Next(6) switch
        {
            0 or 1 => received with { Procedure = "h24", Due = _last.AddMinutes(random.Next(60, 48 * 60)) },
            2 => received with { Procedure = "h4", Units = random.Next(2) == 0 ? new Units("hours", random.Next(1, 48)) : new Units("workingDays", random.Next(1, 3)) },
            _ => received with { Procedure = Any(random, ["h4", "h4", "h24", "h24", "free"]) },
        };
    }

    private Told Handle(Random random)
    {
        switch (random.Next(100))
        {
            case < 16:
                return Step(random);
            case < 28:
                return Tell("transferred", random.Next(3) == 0 ? Exchange : source) with { Agency = Any(random, Offices.Competent) };
            case < 40:
                return Ask("supplement") with { Ground = "thiếu thành phần hồ sơ", Document = $"{dossier}/BS" };
            case < 50:
                return Ask("payment");
            case < 58:
                return Tell("extended") with { Due = _last.AddMinutes(random.Next(1, 72 * 60)), Reason = "chờ ý kiến", Document = $"{dossier}/XL" };
            case < 65:
                return Nonsense(random);
            case < 71:
                return Petition(random);
            case < 73:
                // Another system says that it has received the same dossier: its own view, and no more.
                return Tell("received", Exchange) with { Agency = Any(random, Offices.Competent), Procedure = "h4" };
            default:
                _ended = true;
                return End(random);
        }
    }

    private Told End(Random random) => random.Next(27) switch
    {
        < 3 => Tell("declined") with { Reason = "không đủ điều kiện" },
        < 7 => Tell("withdrawn"),
        < 10 => Tell("stopped") with { Reason = "không bổ sung", Document = $"{dossier}/DC" },
        < 13 => Tell("returned"),
        _ => Tell("finished") with { Outcome = "granted" },
    };

    private Told AfterEnd(Random random)
    {
        switch (random.Next(100))
        {
            case < 36:
                var scale = random.Next(3) == 0 ? 5 : 3;
                return Tell("rated", Survey) with { Scale = scale, Value = random.Next(1, scale + 1), Via = "kiosk", Factors = ["thời gian", "thái độ"], Reason = "khảo sát" };
            case < 52:
                return Tell("returned");
            case < 62:
                return Tell("finished");
            case < 70:
                return Petition(random);
            case < 76:
                return Ask("payment");
            case < 80:
                return Step(random);
            case < 86 when _firstReceived is { } first:
                // The source finds that it had been received before it said so.
                _firstReceived = null;
                return Receive(random) with { At = first.AddSeconds(-30) };
            default:
                _ended = false;
                _asked.Clear();
                return Receive(random);
        }
    }

    private Told Nonsense(Random random) => random.Next(5) switch
    {
        0 => Tell("transferred") with { Agency = Offices.Unknown },
        1 => Tell("step") with { Step = "b1", At = _last.AddYears(1) },
        2 => Tell("rated", Survey) with { Scale = 5, Value = 9 },
        3 => Tell("payment-received"),
        _ => Tell("supplement-received"),
    };

    // Each kind of pause by itself: both may be open at once.
    private Told Ask(string kind)
    {
        if (_asked.Remove(kind))
            return Tell(kind + "-received");
        _asked.Add(kind);
        return Tell(kind + "-requested");
    }

    private Told Step(Random random) => Tell("step") with
    {
        Step = "b" + random.Next(4),
        Agency = random.Next(3) == 0 ? Any(random, Offices.Competent) : null,
        Role = random.Next(2) == 0 ? "chuyen-vien" : null,
        Due = random.Next(4) == 0 ? _last.AddHours(3) : null,
    };

    private Told Petition(Random random) =>
        random.Next(2) == 0
            ? Tell("petitioned", Petitions) with { Petition = $"PA-{dossier}-{++_petition}" }
            : Tell("petition-answered", Petitions) with { Petition = $"PA-{dossier}-{Math.Max(1, _petition)}" };

    private Told Tell(string type, string? by = null) => new($"{dossier}-{_told++}", by ?? source, dossier, type, _last);

    private static string Any(Random random, string[] choices) => choices[random.Next(choices.Length)];
}
