using System.Collections.Immutable;
using Grains.Interfaces.Dossiers;
using Grains.Time;
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
        Events = [.. State.Events.Select((entry, i) => new EventDetail(entry.Event, entry.Arrived, entry.Backfill, NameOf(Story.Effects[i])))],
        Alerts = State.Alerts,
        Sources = Story.Sources,
        Flags = [.. Flags],
        AsOf = now,
        Rating = Story.Rating,
        Attribution = Attribution(now),
    };

    /// <summary>Who has had the dossier's working time; null before reception and when no calendar tells.</summary>
    public Attribution? Attribution(DateTimeOffset now) =>
        Story.Received is null ? null : AttributionLedger.Of(Story, Rules.Calendar, UnderWay(), now);

    // What was filled in afterwards says nothing of how long news takes.
    private Pauses UnderWay() => Pauses.Of(
        from entry in State.Events.Where((_, i) => Story.Effects[i] == Effect.Applied)
        where !entry.Backfill
        select new Pause(entry.Event.At.ToInstant(), entry.Arrived.ToInstant()));

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
