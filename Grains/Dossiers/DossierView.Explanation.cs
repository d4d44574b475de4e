using System.Collections.Immutable;
using Grains.Interfaces.Catalogue;
using Grains.Interfaces.Dossiers;
using Grains.Time;
using NodaTime;
using NodaTime.Extensions;

namespace Grains.Dossiers;

/// <summary>How every due date came about.</summary>
internal sealed partial class DossierView
{
    // Steps of the whole answer, shared by its clocks: a dossier of 500 steps is explained too.
    private const int MaxSteps = 20_000;

    public DossierExplanation Explain(DateTimeOffset now)
    {
        var sides = SideClocks().ToList();
        var limit = Math.Clamp(MaxSteps / (sides.Count + Clock.Extensions.Length + 1), Explanation.MinSteps, Explanation.MaxSteps);
        var clocks = sides.Select(side => Explain(side.Detail(now), side.Rules, [new Leg(side.Start, side.Term, side.Stops)], limit, now));
        if (Story.Received is not null)
            clocks = clocks.Prepend(Explain(Handling(now), Rules.Calendar is { } calendar ? new DeadlineRules(calendar, Rules.Options) : null, Legs(), limit, now));
        var attribution = Attribution(now);
        var explained = clocks.ToImmutableArray();
        var agencies = explained.Select(clock => clock.Agency)
            .Concat(attribution is null ? [] : attribution.Lines.SelectMany(line => new[] { line.Agency, line.Giver })).OfType<string>().Distinct();
        return new DossierExplanation
        {
            Dossier = Code,
            AsOf = now,
            State = Story.State,
            Procedure = Story.Procedure,
            ProcedureName = Rules.Procedure?.Name,
            Clocks = explained,
            Attribution = attribution,
            Agencies = [.. agencies.Select(_reference.Label)],
            Flags = [.. Flags],
        };
    }

    // The statutory clock is counted again from each extension on.
    private List<Leg> Legs()
    {
        var legs = new List<Leg>();
        var (start, term) = (Story.Received!.At.ToInstant(), HandlingClock.TermOf(Story.Received, Rules));
        foreach (var extension in Clock.Extensions)
        {
            var at = extension.Event.At.ToInstant();
            legs.Add(Leg.From(start, term, Story.Pauses.AsOf(at)));
            (start, term) = (at, new Term.Promised(extension.Event.Due!.Value.ToInstant()));
        }

        legs.Add(Leg.From(start, term, Story.Pauses));
        return legs;
    }

    private ClockExplanation Explain(ClockDetail clock, DeadlineRules? rules, IReadOnlyList<Leg> legs, int limit, DateTimeOffset now)
    {
        var count = ClockCount.Of(rules, legs, limit);
        var pauses = Pauses.Of(clock.Pauses.Select(pause => new Pause(pause.From.ToInstant(), pause.To?.ToInstant())));
        var stop = (clock.Ended ?? now).ToInstant();
        var limitOfTime = (clock.Breach ?? clock.Due)?.ToInstant();
        return new ClockExplanation
        {
            Kind = clock.Kind,
            State = clock.State,
            Late = clock.Late,
            Subject = clock.Subject,
            Name = NameOf(clock),
            Agency = clock.Agency,
            Role = clock.Role,
            Started = clock.Started,
            Due = clock.Due,
            OriginalDue = clock.OriginalDue,
            PromisedDue = clock.PromisedDue,
            Breach = clock.Breach,
            Ended = clock.Ended,
            Basis = clock.Basis,
            Calendar = rules?.Calendar.Id,
            CalendarVersion = rules?.Calendar.Version ?? 0,
            Zone = rules?.Calendar.Zone.Id,
            Procedure = Story.Procedure,
            ProcedureVersion = Pin.ProcedureVersion,
            PolicyVersion = Pin.PolicyVersion,
            Steps = count.Steps,
            Pauses = [.. clock.Pauses.Select(pause => count.Explain(pause, rules?.Calendar, now))],
            Extensions = clock.Extensions,
            UsedSeconds = ClockCount.Worked(rules?.Calendar, clock.Started.ToInstant(), stop, pauses),
            OverdueSeconds = !clock.Late ? 0 : ClockCount.Worked(rules?.Calendar, limitOfTime!.Value, stop, pauses),
            Refused = count.Refused,
        };
    }

    private BilingualText? NameOf(ClockDetail clock) =>
        clock.Kind == "step" ? Rules.Procedure?.Steps.FirstOrDefault(step => step.Code == clock.Subject)?.Name : null;
}
