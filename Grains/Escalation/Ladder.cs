using System.Collections.Immutable;
using Grains.Dossiers;
using Grains.Interfaces.Catalogue;
using Grains.Interfaces.Dossiers;
using Grains.Interfaces.Escalation;
using Grains.Time;
using NodaTime;

namespace Grains.Escalation;

/// <summary>
/// The rungs of one dossier: when each is due to be climbed, and what its alerts should be at an instant. Each rung has one alert
/// at most; when its cause goes away the alert is withdrawn, and when the cause comes back the same alert is raised again.
/// </summary>
internal sealed class Ladder
{
    private readonly DossierView _dossier;
    private readonly ImmutableArray<(RungDocument Rung, DateTimeOffset At)> _rungs;

    public Ladder(DossierView dossier)
    {
        _dossier = dossier;
        _rungs = dossier.IsClockRunning || dossier.IsLateForGood ? RungsOf(dossier.Rules.Policy) : [];
    }

    /// <summary>Raises what has come due, withdraws what has no cause any more. The same at the same instant, however often it is asked.</summary>
    /// <param name="mode">In a backfill what is passed already is spent in silence.</param>
    public DossierState Settle(DossierState state, IngestMode mode, DateTimeOffset now)
    {
        if (state.Alerts.IsEmpty && !HasCome(now))
            return state;
        var alerts = state.Alerts.ToBuilder();
        var spent = state.Spent;
        for (var i = 0; i < alerts.Count; i++)
        {
            if (alerts[i].IsOpen)
                alerts[i] = Follow(alerts[i], now);
        }

        foreach (var (rung, at) in _rungs)
        {
            if (at > now || IsSpent(state, rung, at))
                continue;
            var index = IndexOf(alerts, rung.Code);
            if (index >= 0 && alerts[index].State != AlertState.Withdrawn)
                continue;
            if (mode == IngestMode.Backfill)
                spent = [.. spent.Where(entry => entry.Rung != rung.Code), new SpentRung(rung.Code, at)];
            else if (index < 0)
                alerts.Add(Raise(rung, now, 1));
            else
                alerts[index] = Raise(rung, now, alerts[index].Version + 1);
        }

        return state with { Alerts = alerts.ToImmutable(), Spent = spent };
    }

    /// <summary>The rungs that are spent at their instants.</summary>
    public ImmutableArray<string> Spent(DossierState state) =>
        [.. _rungs.Where(pair => IsSpent(state, pair.Rung, pair.At)).Select(pair => pair.Rung.Code)];

    /// <summary>Rungs that were spent before their instants moved stay spent, unless the new instant is still to come.</summary>
    public DossierState Spend(DossierState state, ImmutableArray<string> codes, DateTimeOffset now)
    {
        foreach (var (rung, at) in _rungs.Where(pair => pair.At <= now && codes.Contains(pair.Rung.Code) && !IsSpent(state, pair.Rung, pair.At)))
            state = state with { Spent = [.. state.Spent.Where(entry => entry.Rung != rung.Code), new SpentRung(rung.Code, at)] };
        return state;
    }

    /// <summary>The instants of the rungs whose alerts were raised at an instant.</summary>
    public IEnumerable<DateTimeOffset> Raised(DossierState state, DateTimeOffset at) => _rungs
        .Where(pair => state.Alerts.Any(alert => alert.Rung == pair.Rung.Code && alert.State == AlertState.Raised && alert.RaisedAt == at))
        .Select(pair => pair.At);

    /// <summary>When the next rung is to be climbed that has neither an alert nor been spent; null when there is none.</summary>
    public DateTimeOffset? NextMark(DossierState state)
    {
        DateTimeOffset? next = null;
        foreach (var (rung, at) in _rungs)
        {
            var alert = state.Alerts.IsEmpty ? null : state.Alerts.FirstOrDefault(alert => alert.Rung == rung.Code);
            if (!IsSpent(state, rung, at) && alert is null or { State: AlertState.Withdrawn } && (next is null || at < next))
                next = at;
        }

        return next;
    }

    private bool HasCome(DateTimeOffset now)
    {
        foreach (var (_, at) in _rungs)
        {
            if (at <= now)
                return true;
        }

        return false;
    }

    // An open alert goes where its dossier goes, and with its due date; without a cause it is withdrawn.
    private Alert Follow(Alert alert, DateTimeOffset now)
    {
        var rung = _rungs.FirstOrDefault(pair => pair.Rung.Code == alert.Rung && pair.At <= now).Rung;
        var followed = rung is null
            ? alert with { State = AlertState.Withdrawn, ClosedAt = now }
            : alert with { Agency = _dossier.Story.Agency!, To = To(rung), Due = _dossier.Due };
        return followed == alert ? alert : followed with { Version = alert.Version + 1 };
    }

    private Addressee To(RungDocument rung) =>
        new(rung.To == RungDocument.ToParent ? _dossier.ParentAgency : _dossier.Story.Agency!, rung.Role);

    private Alert Raise(RungDocument rung, DateTimeOffset now, int version) => new()
    {
        Id = new AlertId(_dossier.Code, rung.Code),
        Dossier = _dossier.Code,
        Agency = _dossier.Story.Agency!,
        To = To(rung),
        Rung = rung.Code,
        Due = _dossier.Due,
        RaisedAt = now,
        State = AlertState.Raised,
        Version = version,
    };

    private static bool IsSpent(DossierState state, RungDocument rung, DateTimeOffset at) =>
        !state.Spent.IsEmpty && state.Spent.Contains(new SpentRung(rung.Code, at));

    private ImmutableArray<(RungDocument Rung, DateTimeOffset At)> RungsOf(PolicyDocument policy)
    {
        var rungs = ImmutableArray.CreateBuilder<(RungDocument, DateTimeOffset)>(policy.Rungs.Length);
        foreach (var rung in policy.Rungs)
        {
            if (InstantOf(rung) is { } at)
                rungs.Add((rung, at));
        }

        return rungs.DrainToImmutable();
    }

    private static int IndexOf(ImmutableArray<Alert>.Builder alerts, string rung)
    {
        for (var i = 0; i < alerts.Count; i++)
        {
            if (alerts[i].Rung == rung)
                return i;
        }

        return -1;
    }

    private DateTimeOffset? InstantOf(RungDocument rung)
    {
        var isLate = rung.When == RungDocument.WhenDue;
        if ((isLate ? _dossier.Clock.LateAfter : _dossier.Clock.DueSoonFrom) is not { } from)
            return null;
        // Late is strictly after due, so the first instant of being late is one tick (100 ns) past it.
        var first = isLate ? from + Duration.FromTicks(1) : from;
        if (rung.After is not { } after)
            return first.ToDateTimeOffset();
        return _dossier.Rules.Calendar is { } calendar && calendar.Covers(from)
            && new DeadlineRules(calendar, _dossier.Rules.Options).DeadlineOf(from, new Term.Allowed(after)) is Deadline.Due due
            ? Instant.Max(due.At, first).ToDateTimeOffset()
            : null;
    }
}
