using System.Collections.Immutable;
using Grains.Interfaces.Dossiers;
using Grains.Time;
using NodaTime;
using NodaTime.Extensions;

namespace Grains.Dossiers;

/// <summary>
/// Splits a dossier's working time among those who had it. At each instant: the citizen while something is awaited from them (the
/// request that was made first), else whoever's turn it is.
/// </summary>
internal sealed class AttributionLedger(DossierStory story, WorkingCalendar calendar, Pauses underWay)
{
    /// <param name="story">A story with a reception.</param>
    /// <param name="calendar">The dossier's own.</param>
    /// <param name="underWay">Stretches in which news was under way.</param>
    /// <param name="now">Where the ledger of an open dossier stops.</param>
    /// <returns>Null when the calendar does not cover the dossier's time.</returns>
    public static Attribution? Of(DossierStory story, WorkingCalendar? calendar, Pauses underWay, DateTimeOffset now)
    {
        var from = story.Received!.At.ToInstant();
        var to = Instant.Max(from, (story.Ended ?? now).ToInstant());
        return calendar is null || !calendar.Covers(from) || !calendar.Covers(to)
            ? null
            : new AttributionLedger(story, calendar, underWay).Split(from, to);
    }

    private Attribution Split(Instant from, Instant to)
    {
        var spans = Spans(from, to);
        var lines = spans.GroupBy(KeyOf).Select(Sum).ToImmutableArray();
        return new Attribution(
            from.ToDateTimeOffset(), to.ToDateTimeOffset(), Seconds(calendar.Elapsed(from, to)), lines.Sum(line => line.SyncSeconds),
            SideClock.Name(calendar)!, lines, spans);
    }

    private ImmutableArray<AttributionLine> Spans(Instant from, Instant to)
    {
        var cuts = story.Turns.Select(turn => turn.From).Concat(story.PauseDetails.SelectMany(pause => new[] { pause.From, pause.To ?? pause.From }))
            .Select(at => at.ToInstant()).Where(at => from < at && at < to).Append(from).Append(to).Distinct().Order().ToArray();
        var spans = ImmutableArray.CreateBuilder<AttributionLine>();
        for (var i = 1; i < cuts.Length; i++)
        {
            var span = Span(cuts[i - 1], cuts[i]);
            if (spans is [.., var last] && KeyOf(last) == KeyOf(span))
                spans[^1] = Sum([last, span]);
            else
                spans.Add(span);
        }

        return spans.ToImmutable();
    }

    private AttributionLine Span(Instant from, Instant to)
    {
        var at = from.ToDateTimeOffset();
        var holder = HolderAt(at) with
        {
            From = at, To = to.ToDateTimeOffset(), WorkingSeconds = Seconds(calendar.Elapsed(from, to)), SyncSeconds = Seconds(underWay.WorkingTime(calendar, from, to)),
        };
        return holder;
    }

    private AttributionLine HolderAt(DateTimeOffset at)
    {
        if (story.PauseDetails.FirstOrDefault(pause => pause.From <= at && !(pause.To <= at)) is { } pause)
            return Holder(AttributionLine.Citizen) with { Pause = pause.Kind };
        var turn = story.Turns.LastOrDefault(turn => turn.From <= at) ?? story.Turns[0];
        var kind = turn.Kind switch
        {
            TurnKind.Step => AttributionLine.OfStep,
            TurnKind.HandOver => AttributionLine.HandOver,
            TurnKind.Closed => AttributionLine.Closed,
            _ => AttributionLine.OfAgency,
        };
        return Holder(kind) with { Agency = turn.Agency, Step = turn.Step, Role = turn.Role, Giver = turn.Giver };
    }

    private static AttributionLine Holder(string kind) => new(kind, null, null, null, null, null, default, default, 0, 0);

    private static AttributionLine KeyOf(AttributionLine line) => line with { From = default, To = default, WorkingSeconds = 0, SyncSeconds = 0 };

    private static AttributionLine Sum(IEnumerable<AttributionLine> spans) =>
        spans.Aggregate((sum, span) => sum with { To = span.To, WorkingSeconds = sum.WorkingSeconds + span.WorkingSeconds, SyncSeconds = sum.SyncSeconds + span.SyncSeconds });

    private static decimal Seconds(Duration duration) => (decimal)duration.BclCompatibleTicks / NodaConstants.TicksPerSecond;
}
