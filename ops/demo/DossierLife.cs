using System.Globalization;

namespace Monitor.Demo;

/// <summary>Draws the events of one dossier, from its beginning to its end.</summary>
internal sealed class DossierLife
{
    private static readonly TimeSpan _minute = TimeSpan.FromMinutes(1);

    private readonly Shape _shape;
    private readonly Chance _chance;
    private readonly Beginning _start;
    private readonly List<PlannedEvent> _events = [];

    private DossierLife(Shape shape, Chance chance, Beginning start) => (_shape, _chance, _start) = (shape, chance, start);

    public static IReadOnlyList<PlannedEvent> Draw(Shape shape, Chance chance, Beginning start)
    {
        var life = new DossierLife(shape, chance, start);
        life.Begin();
        return life._events;
    }

    private void Begin()
    {
        var online = _chance.Is(_shape.Online);
        var received = _start.At;
        if (online)
        {
            Tell("registered", received, ("agency", _start.Agency), ("procedure", _start.Procedure), ("channel", "online"));
            received += IsNatural ? _chance.Spread(_minute * 5, TimeSpan.FromHours(3)) : _chance.Spread(_minute / 6, _minute * 2);
            if (_chance.Is(_shape.Declined))
            {
                Tell("declined", received, ("reason", "Hồ sơ không thuộc thẩm quyền"));
                return;
            }
        }
        var due = Due(received);
        Tell("received", received, ("agency", _start.Agency), ("procedure", _start.Procedure), ("channel", online ? "online" : "counter"), ("point", _start.Point),
            ("due", IsNatural ? null : PlannedEvent.Text(due)));
        Handle(received, due);
    }

    private bool IsNatural => _start.Pace == Pace.Natural;

    private DateTimeOffset Due(DateTimeOffset received) => _start.Due ?? _start.Pace switch
    {
        Pace.Natural => OfficeTime.After(received, TimeSpan.FromHours(_start.Hours)),
        Pace.Hours => received + _chance.Spread(TimeSpan.FromHours(1), TimeSpan.FromHours(12)),
        _ => received + _chance.Spread(_minute * 4, _minute * 60),
    };

    private void Handle(DateTimeOffset received, DateTimeOffset due)
    {
        var late = !_chance.Is(_start.OnTime);
        var end = late ? Late(due) : InTime(received, due);
        var appraised = received + ((end - received) * _chance.Between(0.05, 0.3));
        Tell("step", appraised, ("step", "Thẩm định"), ("role", "Chuyên viên"));
        var resumed = appraised;
        if (IsNatural)
        {
            resumed = Pause(appraised, end);
            end = OfficeTime.After(end + (resumed - appraised), TimeSpan.Zero);
            if (late)
                Extend(due, end);
        }
        Tell("step", resumed + ((end - resumed) * _chance.Between(0.6, 0.95)), ("step", "Phê duyệt"), ("role", "Lãnh đạo"));
        End(end);
    }

    private DateTimeOffset InTime(DateTimeOffset received, DateTimeOffset due) => IsNatural
        ? OfficeTime.After(received, TimeSpan.FromHours(_start.Hours) * _chance.Between(0.2, 0.9))
        : received + ((due - received) * _chance.Between(0.3, 0.97));

    private DateTimeOffset Late(DateTimeOffset due) => IsNatural
        ? OfficeTime.After(due, TimeSpan.FromMinutes(20) + _chance.Waiting(TimeSpan.FromHours(14)))
        : due + _minute + _chance.Waiting(_minute * 20);

    // Some wait for papers or money; returns when handling goes on.
    private DateTimeOffset Pause(DateTimeOffset from, DateTimeOffset end)
    {
        var (kind, ground) = _chance.Next() is var drawn && drawn < _shape.Supplement ? ("supplement", "Thiếu thành phần hồ sơ")
            : drawn < _shape.Supplement + _shape.Payment ? ("payment", "Nghĩa vụ tài chính về đất đai") : (null, "");
        if (kind is null)
            return from;
        var asked = from + ((end - from) * 0.2);
        var answered = asked + _chance.Spread(TimeSpan.FromHours(4), TimeSpan.FromDays(6));
        Tell(kind + "-requested", asked, ("ground", ground));
        Tell(kind + "-received", answered);
        return answered;
    }

    // A late dossier may be promised anew, with an apology, the day before it is due.
    private void Extend(DateTimeOffset due, DateTimeOffset end)
    {
        var asked = due - TimeSpan.FromHours(8);
        if (asked > _start.At && _chance.Is(_shape.Extended))
            Tell("extended", asked, ("due", PlannedEvent.Text(end + TimeSpan.FromDays(1))), ("reason", "Cần thêm thời gian thẩm định"), ("document", "Mẫu 04/" + _start.Code));
    }

    private void End(DateTimeOffset end)
    {
        var drawn = _chance.Next();
        if (drawn < _shape.Withdrawn)
            Tell("withdrawn", end);
        else if (drawn < _shape.Withdrawn + _shape.Stopped)
            Tell("stopped", end, ("reason", "Người nộp không bổ sung hồ sơ"), ("document", "Mẫu 05/" + _start.Code));
        else
        {
            Tell("finished", end, ("outcome", "Đã giải quyết"));
            HandOver(end + _chance.Spread(_minute, IsNatural ? TimeSpan.FromHours(20) : _minute * 15));
        }
    }

    private void HandOver(DateTimeOffset at)
    {
        Tell("returned", at);
        if (!_chance.Is(_shape.Rated))
            return;
        var value = 3 - _chance.Weighted(_shape.Satisfaction);
        Tell("rated", at + _chance.Spread(_minute / 2, _minute * 5), ("value", value.ToString(CultureInfo.InvariantCulture)), ("scale", "3"), ("via", "kiosk"),
            ("reason", value == 1 ? "Thời gian chờ lâu" : null));
    }

    private void Tell(string type, DateTimeOffset at, params ReadOnlySpan<(string Name, string? Value)> fields)
    {
        var told = new List<KeyValuePair<string, string>>(fields.Length);
        foreach (var (name, value) in fields)
        {
            if (value is not null)
                told.Add(KeyValuePair.Create(name, value));
        }
        var second = new DateTimeOffset(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
        var source = type == "rated" ? "ki-ot" : _start.Source;
        _events.Add(new PlannedEvent(source, _start.Code, string.Create(CultureInfo.InvariantCulture, $"{_start.Code}:{_events.Count}"), type, second, told));
    }
}
