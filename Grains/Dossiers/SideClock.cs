using System.Collections.Immutable;
using Grains.Interfaces.Catalogue;
using Grains.Interfaces.Dossiers;
using Grains.Time;
using NodaTime;
using NodaTime.Extensions;

namespace Grains.Dossiers;

/// <summary>A clock beside the statutory one. It ends by itself and its due is moved by nothing but pauses that fall into it.</summary>
/// <param name="Basis">Who decided the term.</param>
internal sealed record SideClock(string Kind, DateTimeOffset Started, DateTimeOffset? Ended, Term Term, string Basis)
{
    public string? Subject { get; init; }

    public string? Agency { get; init; }

    public string? Role { get; init; }

    /// <summary>Null when the catalogue knows none: then only what a source has promised is dated.</summary>
    public WorkingCalendar? Calendar { get; init; }

    public ClockOptions Options { get; init; } = ClockOptions.Default;

    /// <summary>Cut to the clock's own span, so that no other holder's wait is charged to it or credited.</summary>
    public ImmutableArray<PauseDetail> Pauses { get; init; } = [];

    public Instant Start => Started.ToInstant();

    public Pauses Stops => Time.Pauses.Of(Pauses.Select(pause => new Pause(pause.From.ToInstant(), pause.To?.ToInstant())));

    public DeadlineRules? Rules => Calendar is { } calendar ? new DeadlineRules(calendar, Options) : null;

    /// <summary>Those of a dossier's pauses that fall between a start and an end, cut there.</summary>
    public static ImmutableArray<PauseDetail> Within(ImmutableArray<PauseDetail> pauses, DateTimeOffset start, DateTimeOffset? end) =>
        [.. pauses.Where(pause => !(pause.To <= start) && !(pause.From >= end)).Select(pause => pause with
        {
            From = pause.From > start ? pause.From : start, To = end is { } cut && !(pause.To <= cut) ? cut : pause.To,
        })];

    public ClockDetail Detail(DateTimeOffset now)
    {
        var (due, original) = (DueAfter(Stops), DueAfter(Time.Pauses.None));
        var open = Pauses.FirstOrDefault(pause => pause.To is null);
        var late = due is { } limit && limit < (Ended ?? open?.From ?? now);
        var state = Ended is not null ? "ended" : due is null ? "undated" : late ? "overdue" : open is not null ? "paused" : "running";
        return new ClockDetail(Kind, state, Started, due, original, Ended, due is null ? null : Basis, Name(Calendar), Pauses)
        {
            Late = late, Subject = Subject, Agency = Agency, Role = Role,
        };
    }

    public static string? Name(WorkingCalendar? calendar) => calendar is null ? null : $"{calendar.Id}@{calendar.Version}";

    private DateTimeOffset? DueAfter(Pauses pauses) =>
        Rules?.DeadlineOf(Start, Term, pauses) is Deadline.Due due ? due.At.ToDateTimeOffset() : (Term as Term.Promised)?.Due.ToDateTimeOffset();
}
