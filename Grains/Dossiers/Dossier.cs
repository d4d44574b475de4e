using Grains.Catalogue;
using System.Collections.Immutable;
using Grains.Interfaces.Dossiers;
using Grains.Interfaces.Escalation;
using Grains.Storage;

namespace Grains.Dossiers;

/// <summary>The dossier's state machine: (state, command, now) to the next state. Pure, total, and idempotent.</summary>
internal static class Dossier
{
    private const int MaxCommands = 32;

    /// <summary>Events told to a dossier. Outcomes are in the order of <paramref name="events"/>.</summary>
    public static (DossierView Next, ImmutableArray<EventOutcome> Outcomes) Apply(
        string code, DossierState state, ImmutableArray<DossierEvent> events, IngestMode mode, DateTimeOffset now, ReferenceData reference)
    {
        var next = state;
        var refused = new Refusal?[events.Length];
        var fresh = new bool[events.Length];
        for (var i = 0; i < events.Length; i++)
        {
            if (Knows(next, events[i]))
                continue;
            if (next.Events.Length >= DossierState.MaxEvents)
            {
                refused[i] = Refusals.TooManyEvents;
                continue;
            }

            fresh[i] = true;
            var stored = new StoredEvent(events[i], now, mode == IngestMode.Backfill);
            var place = ~next.Events.BinarySearch(stored, EventOrder.Instance);
            next = next with { Events = next.Events.Insert(place, stored) };
        }

        var view = new DossierView(code, next, reference);
        if (!ReferenceEquals(next, state))
            view = view.With(view.Ladder.Settle(Pinned(next, view, now), mode, now));
        return (view, Outcomes(next, view.Story, events, fresh, refused));
    }

    /// <summary>Climbs the rungs whose instant has come; the state is the same one when there is nothing to do.</summary>
    public static DossierView Climb(string code, DossierState state, DateTimeOffset now, ReferenceData reference)
    {
        var view = new DossierView(code, state, reference);
        var next = view.Ladder.Settle(state, IngestMode.Live, now);
        return next.Alerts.SequenceEqual(state.Alerts) ? view : view.With(next);
    }

    /// <summary>An officer's act on an alert.</summary>
    public static (DossierState State, AlertCommandResult Result) Command(DossierState state, AlertCommand command, DateTimeOffset now)
    {
        var alert = state.Alerts.FirstOrDefault(candidate => candidate.Id == command.Alert);
        if (alert is null)
            return (state, new AlertCommandResult(AlertCommandStatus.NoSuchAlert, null));
        if (state.Commands.Contains(new DoneCommand(command.CommandId, command.Alert, command.Act)))
            return (state, new AlertCommandResult(AlertCommandStatus.Done, alert));
        if (command.ExpectedVersion != alert.Version || !Allows(alert, command.Act))
            return (state, new AlertCommandResult(AlertCommandStatus.Stale, alert));

        var changed = command.Act == AlertAct.Acknowledge
            ? alert with { State = AlertState.Acknowledged, Owner = command.By, AcknowledgedAt = now, Version = alert.Version + 1 }
            : alert with
            {
                State = AlertState.Resolved, Owner = alert.Owner ?? command.By, ClosedAt = now, Reason = command.Reason, Version = alert.Version + 1,
            };
        var next = state with
        {
            Alerts = state.Alerts.Replace(alert, changed),
            Commands = [.. state.Commands.TakeLast(MaxCommands - 1), new DoneCommand(command.CommandId, command.Alert, command.Act)],
        };
        return (next, new AlertCommandResult(AlertCommandStatus.Done, changed));
    }

    private static bool Allows(Alert alert, AlertAct act) =>
        act == AlertAct.Acknowledge ? alert.State == AlertState.Raised : alert.IsOpen;

    // The first reception fixes the rules. When an earlier one turns up, what was in force until now is kept for telling the past.
    private static DossierState Pinned(DossierState state, DossierView view, DateTimeOffset now)
    {
        if (view.Story.Received is null)
            return state;
        if (view.Calendars is var calendars && calendars != state.Calendars)
            state = state with { Calendars = calendars };
        if (view.Pin == state.Pin)
            return state;
        return state.Pin is { } former
            ? state with { Pin = view.Pin, FormerPins = state.FormerPins.Add(new FormerPin(former, now, null, null)) }
            : state with { Pin = view.Pin };
    }

    private static bool Knows(DossierState state, DossierEvent told)
    {
        foreach (var known in state.Events)
        {
            if (IsSame(known.Event, told))
                return true;
        }

        return false;
    }

    private static bool IsSame(DossierEvent known, DossierEvent told) => known.Id == told.Id && known.Source == told.Source;

    // A refusal is about the event itself, so a repeated one is refused again with the same code.
    private static ImmutableArray<EventOutcome> Outcomes(
        DossierState state, DossierStory story, ImmutableArray<DossierEvent> events, bool[] fresh, Refusal?[] refused)
    {
        var outcomes = ImmutableArray.CreateBuilder<EventOutcome>(events.Length);
        for (var i = 0; i < events.Length; i++)
        {
            var told = events[i];
            var refusal = refused[i];
            for (var j = 0; refusal is null && j < state.Events.Length; j++)
            {
                if (IsSame(state.Events[j].Event, told))
                    refusal = Refusals.Of(story.Effects[j]);
            }

            outcomes.Add(refusal is not null ? EventOutcome.Refused(refusal) : fresh[i] ? EventOutcome.Applied : EventOutcome.Duplicate);
        }

        return outcomes.MoveToImmutable();
    }
}
