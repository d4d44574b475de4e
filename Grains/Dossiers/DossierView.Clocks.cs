using Grains.Interfaces.Catalogue;
using Grains.Interfaces.Dossiers;
using Grains.Time;
using NodaTime.Extensions;

namespace Grains.Dossiers;

/// <summary>The clocks of a dossier, side by side.</summary>
internal sealed partial class DossierView
{
    private const string ByPolicy = "policy";

    private IEnumerable<ClockDetail> Clocks(DateTimeOffset now)
    {
        if (Story.Received is not null)
            yield return Handling(now);
        foreach (var clock in SideClocks())
            yield return clock.Detail(now);
    }

    private ClockDetail Handling(DateTimeOffset now)
    {
        var line = Line(0, now);
        var state = Story.Ended is not null ? "ended"
            : line.IsOverdue(now) ? "overdue"
            : Story.IsPaused ? "paused"
            : line.IsDueSoon(now) ? "dueSoon"
            : Clock.Due is null ? "undated"
            : "running";
        return new ClockDetail(
            "handling", state, Story.Received!.At, At(Clock.Due), At(Clock.OriginalDue), Story.Ended, Clock.Basis, SideClock.Name(Rules.Calendar), Story.PauseDetails)
        {
            Late = line.EndedLate || line.IsOverdue(now),
            Agency = Story.Agency,
            Breach = At(Clock.Breach),
            PromisedDue = PromisedDue,
            Extensions = [.. Clock.Extensions.Select(extension => new ExtensionDetail(
                extension.Event.At, extension.Event.Due!.Value, At(extension.Replaced), extension.Event.Reason, extension.Event.Document, extension.Event.Source))],
        };
    }

    private IEnumerable<SideClock> SideClocks()
    {
        if (Story.Received is { } received && Rules.Procedure?.Commitment is { } commitment)
            yield return Dated("commitment", received.At, Story.Ended, new Term.Allowed(commitment), HandlingClock.ByProcedure) with { Agency = Story.Agency, Pauses = Story.PauseDetails };
        if (Story.Registered is { } registered)
        {
            var own = Rules.Procedure?.Acceptance;
            yield return Dated(
                "acceptance", registered.At, Story.Received?.At ?? Story.Ended, new Term.Allowed(own ?? Rules.Policy.Acceptance),
                own is null ? ByPolicy : HandlingClock.ByProcedure) with { Agency = registered.Agency };
        }

        foreach (var step in Story.Steps)
            yield return Of(step);
        foreach (var petition in Story.Petitions)
            yield return Dated("petition", petition.From, petition.Answered, new Term.Allowed(Rules.Policy.Petition), ByPolicy) with { Subject = petition.Petition, Agency = Story.Agency };
    }

    // A step is never charged with what the citizen is waited for, nor credited with a wait outside it.
    private SideClock Of(StepDetail step)
    {
        var own = Rules.Procedure?.Steps.FirstOrDefault(known => known.Code == step.Step)?.Duration;
        var term = step.Due is { } due ? (Term)new Term.Promised(due.ToInstant()) : new Term.Allowed(own ?? Allowance.None);
        return Dated("step", step.From, step.To, term, step.Due is null ? HandlingClock.ByProcedure : HandlingClock.BySource) with
        {
            Subject = step.Step, Agency = step.Agency, Role = step.Role, Calendar = CalendarAt(step.Agency),
            Pauses = SideClock.Within(Story.PauseDetails, step.From, step.To),
        };
    }

    private SideClock Dated(string kind, DateTimeOffset started, DateTimeOffset? ended, Term term, string basis) =>
        new(kind, started, ended, term, basis) { Calendar = Rules.Calendar, Options = Rules.Options };

    private DateTimeOffset? PromisedDue
    {
        get
        {
            var told = Formers().LastOrDefault(former => former.Change is not null && !(former.Until > _asOf))?.Due;
            return told == At(Clock.Due) ? null : told;
        }
    }
}
