using System.Collections.Immutable;
using Grains.Catalogue;
using Grains.Dossiers;
using Grains.Escalation;
using Grains.Interfaces.Catalogue;
using Grains.Interfaces.Dossiers;
using Grains.Interfaces.Escalation;
using Grains.Tests.Catalogue;

namespace Grains.Tests.Dossiers;

/// <summary>
/// A dossier that is told one thing after another. Every time is Vietnamese local time of 2026, such as <c>03-02 08:00</c> (a Monday).
/// An event comes in when it happens, or when the last one did if that was later.
/// </summary>
internal sealed class ADossier
{
    public const string Code = "QN-260302-0001";

    private DateTimeOffset _now = DateTimeOffset.MinValue;
    private int _told;
    private TimeSpan _lag;

    public ReferenceData Reference { get; set; } = Office.Reference;

    public IngestMode Mode { get; set; }

    public DossierState State { get; private set; } = DossierState.Empty;

    public EventOutcome Outcome { get; private set; } = EventOutcome.Applied;

    public static DateTimeOffset At(string local) => Time.Calendars.Vn("2026-" + local).ToDateTimeOffset();

    public ADossier Received(string at, string? due = null, string? procedure = "five-days", string agency = Office.Department, string? point = null) =>
        Tell(EventType.Received, at, told => told with { Agency = agency, Procedure = procedure, Point = point, Due = due is null ? null : At(due) });

    public ADossier Registered(string at, string? procedure = "five-days") =>
        Tell(EventType.Registered, at, told => told with { Agency = Office.Department, Procedure = procedure, Channel = "online" });

    public ADossier Paused(string at) => Tell(EventType.SupplementRequested, at);

    public ADossier Resumed(string at) => Tell(EventType.SupplementReceived, at);

    public ADossier Step(string at, string step, string? agency = null, string? role = null, string? due = null) =>
        Tell(EventType.Step, at, told => told with { Step = step, Agency = agency, Role = role, Due = due is null ? null : At(due) });

    public ADossier AskedToPay(string at) => Tell(EventType.PaymentRequested, at);

    public ADossier Paid(string at) => Tell(EventType.PaymentReceived, at);

    public ADossier Petitioned(string at, string number = "PA-1") => Tell(EventType.Petitioned, at, told => told with { Petition = number });

    public ADossier Answered(string at, string number = "PA-1") => Tell(EventType.PetitionAnswered, at, told => told with { Petition = number });

    public ADossier Extended(string at, string due) => Tell(EventType.Extended, at, told => told with { Due = At(due) });

    public ADossier Transferred(string at, string agency) => Tell(EventType.Transferred, at, told => told with { Agency = agency });

    public ADossier Finished(string at, string source = "igate") => Tell(EventType.Finished, at, told => told with { Source = source });

    public ADossier Tell(EventType type, string at, Func<DossierEvent, DossierEvent>? with = null)
    {
        var told = new DossierEvent { Id = $"e{_told++}", Source = "igate", Dossier = Code, Type = type, At = At(at) };
        return Tell(with is null ? told : with(told));
    }

    /// <summary>Comes in so long after it happened.</summary>
    public ADossier Late(TimeSpan lag, Func<ADossier, ADossier> tell)
    {
        _lag = lag;
        tell(this);
        _lag = TimeSpan.Zero;
        return this;
    }

    public ADossier Tell(DossierEvent told)
    {
        _now = told.At + _lag > _now ? told.At + _lag : _now;
        (var next, var outcomes) = Dossier.Apply(Code, State, [told], Mode, _now, Reference);
        State = next.State;
        Outcome = outcomes.Single();
        return this;
    }

    public ADossier Climb(string at) => Climb(At(at));

    public ADossier Climb(DateTimeOffset at)
    {
        _now = at;
        State = Dossier.Climb(Code, State, at, Reference).State;
        return this;
    }

    public AlertCommandResult Command(AlertCommand command)
    {
        (State, var result) = Dossier.Command(State, command, _now);
        return result;
    }

    public DossierView View => new(Code, State, Reference);

    public DossierLine Line => View.Line(1, _now);

    public DossierDetail Detail(string at) => View.Detail(1, At(at));

    /// <summary>One clock at an instant; of several of a kind the one with that subject.</summary>
    public ClockDetail Clock(string kind, string at, string? subject = null) =>
        Detail(at).Clocks.Single(clock => clock.Kind == kind && (subject is null || clock.Subject == subject));

    public ImmutableArray<string> OpenRungs => [.. Line.OpenAlerts.Select(alert => alert.Rung)];

    public Alert Alert(string rung) => State.Alerts.Single(alert => alert.Rung == rung);
}
