using System.Collections.Immutable;
using Grains.Interfaces.Dossiers;
using NodaTime;
using NodaTime.Extensions;

namespace Grains.Dossiers;

/// <summary>The dossier as people look at it.</summary>
internal sealed partial class DossierView
{
    public DossierDetail Detail(long version, DateTimeOffset now) => new()
    {
        Dossier = Code,
        Version = version,
        State = Story.State,
        Agency = Story.Agency,
        Point = Story.Point,
        Procedure = Story.Procedure,
        Channel = Story.Received?.Channel ?? Story.Registered?.Channel,
        Received = Story.Received?.At,
        Ended = Story.Ended,
        Outcome = Story.Outcome,
        Clocks = [.. Clocks(now)],
        Steps = Story.Steps,
        Events = [.. _state.Events.Select((entry, i) => new EventDetail(entry.Event, entry.Arrived, entry.Backfill, NameOf(Story.Effects[i])))],
        Alerts = _state.Alerts,
        Sources = Story.Sources,
        Flags = [.. Flags],
        AsOf = now,
        Rating = Story.Rating,
    };

    private IEnumerable<ClockDetail> Clocks(DateTimeOffset now)
    {
        var calendar = Rules.Calendar is { } known ? $"{known.Id}@{known.Version}" : null;
        if (Story.Received is { } received)
        {
            yield return new ClockDetail(
                "handling", HandlingState(now), received.At, At(Clock.Due), At(Clock.OriginalDue), Story.Ended, Clock.Basis, calendar, Story.PauseDetails);
        }

        if (AcceptanceClock.Of(Story, Rules) is { } acceptance)
        {
            yield return new ClockDetail(
                "acceptance", StateOf(acceptance.Due, acceptance.Ended, now), acceptance.Started, acceptance.Due, acceptance.Due, acceptance.Ended,
                acceptance.Due is null ? null : HandlingClock.ByProcedure, calendar, []);
        }

        if (Story is { Ended: null, Steps: [.., var step] })
            yield return new ClockDetail("step", StateOf(step.Due, null, now), step.From, step.Due, step.Due, null, step.Due is null ? null : HandlingClock.BySource, calendar, []);
        foreach (var petition in Story.Petitions)
            yield return new ClockDetail("petition", StateOf(null, petition.Answered, now), petition.From, null, null, petition.Answered, null, calendar, []);
    }

    private string HandlingState(DateTimeOffset now)
    {
        var line = Line(0, now);
        return Story.Ended is not null ? "ended"
            : line.IsOverdue(now) ? "overdue"
            : Story.IsPaused ? "paused"
            : line.IsDueSoon(now) ? "dueSoon"
            : Clock.Due is null ? "undated"
            : "running";
    }

    private static string StateOf(DateTimeOffset? due, DateTimeOffset? ended, DateTimeOffset now) =>
        ended is not null ? "ended" : due is null ? "undated" : due < now ? "overdue" : "running";

    private static DateTimeOffset? At(Instant? instant) => instant?.ToDateTimeOffset();

    private static string NameOf(Effect effect) => Refusals.Of(effect)?.Code ?? effect switch
    {
        Effect.AwaitsReceived => "awaits-received",
        Effect.AwaitsRequest => "awaits-request",
        Effect.OtherSource => "other-source",
        Effect.AfterEnd => "after-end",
        _ => "applied",
    };
}
