using Grains.Interfaces.Catalogue;
using Grains.Interfaces.Deadlines;
using Grains.Interfaces.Dossiers;
using NodaTime;

namespace LiveBoard.Prose;

/// <summary>The steps of one count as sentences. What belongs to one day, one run of days or one weekend is one sentence.</summary>
internal sealed class StepProse(Language language, DateTimeZone zone, IReadOnlyList<PauseExplanation> pauses)
{
    public IEnumerable<string> Sentences(IReadOnlyList<ExplanationStep> steps)
    {
        for (var i = 0; i < steps.Count;)
        {
            var first = steps[i];
            var run = steps.Skip(i).TakeWhile(step => Belongs(step, first)).ToList();
            i += Math.Max(1, run.Count);
            if (Sentence(first, run) is { } sentence)
                yield return Language.Sentence(sentence);
        }
    }

    private static bool Belongs(ExplanationStep step, ExplanationStep first) => step.Kind == first.Kind && step.Pause == first.Pause && step.Kind switch
    {
        ExplanationKind.OpenInterval => step.Date == first.Date,
        ExplanationKind.OpenDay => true,
        ExplanationKind.ClosedDay => first.Reason == ExplanationReason.WeeklyDayOff && step.Reason == first.Reason,
        _ => ReferenceEquals(step, first),
    };

    private string? Sentence(ExplanationStep step, List<ExplanationStep> run) => step.Kind switch
    {
        ExplanationKind.Start => Say(StepPhrases.Start, Moment(step.At)),
        ExplanationKind.Allowance => Say(StepPhrases.Allowance, Allowance(step)),
        ExplanationKind.Promised => Say(StepPhrases.Promised, Moment(step.At)),
        ExplanationKind.OutsideHours => Say(StepPhrases.Outside, Moment(step.From), Why(step), Moment(step.At)),
        ExplanationKind.StartKept => Say(StepPhrases.Kept, Moment(step.From), Why(step)),
        ExplanationKind.OpenInterval => Say(
            StepPhrases.Hours, Date(step.Date), language.List([.. run.Select(open => Say(StepPhrases.Interval, Clock(open.From), Clock(open.To)))]),
            language.Duration(run.Sum(open => open.Seconds ?? 0))),
        ExplanationKind.OpenDay when run.Count == 1 => Say(StepPhrases.Day, Number(step), Date(step.Date)),
        ExplanationKind.OpenDay => Say(StepPhrases.DayRun, Number(step), Number(run[^1]), language.List([.. run.Select(day => Date(day.Date))])),
        ExplanationKind.ClosedDay when step.Reason == ExplanationReason.WeeklyDayOff => Say(
            run.Count == 1 ? StepPhrases.WeekendDay : StepPhrases.Weekend, language.List([.. run.Select(day => Date(day.Date))])),
        ExplanationKind.ClosedDay => Say(StepPhrases.Holiday, Date(step.Date), Named(step), step.Status == "provisional" ? Say(StepPhrases.Provisional) : ""),
        ExplanationKind.MakeUpDay => Say(StepPhrases.MakeUp, Date(step.Date), language.Weekday(step.HoursOf ?? "")),
        ExplanationKind.Clipped => Say(StepPhrases.Clipped, Moment(step.From), Why(step), Moment(step.At)),
        ExplanationKind.CutOff => CutOff(step),
        ExplanationKind.CalendarDate => Say(StepPhrases.CalendarDate, Allowance(step), Moment(step.From), Date(step.Date)),
        ExplanationKind.DueOnClosedDay => Say(Rolled(step.Reason), Date(step.Date), ClosedName(step)),
        ExplanationKind.Total => step.Pause is null ? Say(StepPhrases.Total, Total(step)) : null,
        ExplanationKind.EndsAtClosing when step.Reason == ExplanationReason.AtClosing => Say(StepPhrases.AtClosing, Moment(step.At)),
        ExplanationKind.EndsAtClosing => Say(StepPhrases.AtOpening, Moment(step.From), Moment(step.At)),
        ExplanationKind.Pause when step.Seconds == 0 => Say(StepPhrases.PauseOutside, Moment(step.From), Moment(step.To), About(step)),
        ExplanationKind.Pause => Say(StepPhrases.Pause, Moment(step.From), Moment(step.To), About(step), language.Duration(step.Seconds ?? 0)),
        ExplanationKind.OpenPause => Say(StepPhrases.OpenPause, Moment(step.From), About(step)),
        ExplanationKind.LatePause when step.To is null => Say(StepPhrases.OpenPauseOverdue, Moment(step.From), About(step), Moment(step.At)),
        ExplanationKind.LatePause => Say(StepPhrases.PauseOverdue, Moment(step.From), Moment(step.To), About(step), Moment(step.At)),
        ExplanationKind.Moved => Say(StepPhrases.Moved, Moment(step.From), Moment(step.To)),
        ExplanationKind.Restart => Say(StepPhrases.Restart, Moment(step.At)),
        ExplanationKind.RoundedUp when step.Value is null or 0 => Say(StepPhrases.RoundedToSecond, Moment(step.At)),
        ExplanationKind.RoundedUp => Say(StepPhrases.RoundedUp, step.Value, Moment(step.From), Moment(step.At)),
        ExplanationKind.LeftOut => Say(StepPhrases.LeftOut, step.Count, step.Seconds is { } seconds ? Say(StepPhrases.WorthOf, language.Duration(seconds)) : ""),
        ExplanationKind.Due => Say(StepPhrases.Due, Moment(step.At)),
        ExplanationKind.EndOfDay => Say(StepPhrases.EndOfDay, Moment(step.At)),
        ExplanationKind.Elapsed => Say(StepPhrases.Elapsed, Moment(step.At), language.Duration(step.Seconds ?? 0)),
        _ => null,
    };

    private string CutOff(ExplanationStep step) => step.Reason switch
    {
        ExplanationReason.ByCutOff => Say(StepPhrases.ByCutOff, $"{step.Clock:HH:mm}", Date(step.Date)),
        ExplanationReason.AfterCutOff => Say(StepPhrases.AfterCutOff, $"{step.Clock:HH:mm}", Date(step.Date)),
        _ => Say(StepPhrases.OutsideCutOff, Moment(step.At), Why(step), Date(step.Date)),
    };

    private static Phrase Rolled(ExplanationReason? reason) => reason switch
    {
        ExplanationReason.RolledForward => StepPhrases.RolledForward,
        ExplanationReason.RolledBack => StepPhrases.RolledBack,
        _ => StepPhrases.KeptDue,
    };

    // A step that is about a closed date tells its name; its reason tells what was done about it.
    private string ClosedName(ExplanationStep step) =>
        step.Name is not { } name ? Say(StepPhrases.OutsideHours)
        : language.Weekday(name) != name ? Say(StepPhrases.WeeklyDayOff)
        : Say(StepPhrases.DayOff, name);

    private string Why(ExplanationStep step) => step.Reason switch
    {
        ExplanationReason.BeforeHours => Say(StepPhrases.BeforeHours),
        ExplanationReason.BetweenHours => Say(StepPhrases.BetweenHours),
        ExplanationReason.AfterHours => Say(StepPhrases.AfterHours),
        ExplanationReason.WeeklyDayOff => Say(StepPhrases.WeeklyDayOff),
        ExplanationReason.Holiday => Say(StepPhrases.DayOff, step.Name),
        ExplanationReason.YearlyHoliday => Say(StepPhrases.YearlyHoliday),
        ExplanationReason.ReceptionHours => Say(StepPhrases.ReceptionHours),
        _ => Say(StepPhrases.OutsideHours),
    };

    private string Named(ExplanationStep step) => step.Reason switch
    {
        ExplanationReason.YearlyHoliday => Say(StepPhrases.YearlyHoliday),
        ExplanationReason.HoursSkipped => Say(StepPhrases.SkippedHours),
        _ => step.Name ?? "",
    };

    private string Total(ExplanationStep step) => string.Join(", ", new[]
    {
        step.Days is { } days ? language.Allowance(AllowanceUnit.WorkingDays, Math.Abs(days)) : null,
        step.Seconds is { } seconds ? language.Duration(seconds) : null,
    }.OfType<string>());

    private string Allowance(ExplanationStep step) => language.Allowance(step.Unit ?? AllowanceUnit.None, step.Value ?? 0);

    // Why the clock stood still: what every pause in this stretch says of itself.
    private string About(ExplanationStep step)
    {
        var within = pauses.Where(pause => pause.From >= step.From && !(pause.From >= step.To)).Select(Reasons).Distinct().ToList();
        return within.Count == 0 ? "" : $" ({string.Join("; ", within)})";
    }

    private string Reasons(PauseExplanation pause) => string.Join(", ", new[]
    {
        Say(pause.Kind == "payment" ? StepPhrases.Payment : StepPhrases.Supplement),
        pause.Ground is { } ground ? Say(ClockPhrases.Ground, ground) : null,
        pause.Document is { } document ? Say(ClockPhrases.Document, document) : null,
        pause.Source is { } source ? Say(ClockPhrases.Source, source) : null,
    }.OfType<string>());

    private string Say(Phrase phrase, params object?[] with) => language.Say(phrase, with);

    private string Moment(DateTimeOffset? at) => at is { } instant ? language.Moment(instant, zone) : "";

    private string Clock(DateTimeOffset? at) => at is { } instant ? Language.Clock(instant, zone) : "";

    private string Date(DateOnly? date) => date is { } day ? language.Date(day) : "";

    private static int Number(ExplanationStep step) => Math.Abs(step.Days ?? 0);
}
