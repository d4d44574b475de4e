using NodaTime;

namespace Grains.Time;

/// <summary>A date was asked of a calendar that does not speak for it. Working time is never guessed there.</summary>
public sealed class CalendarDoesNotCoverException(string calendar, LocalDate date, LocalDate from, LocalDate to) : Exception(
    FormattableString.Invariant(
        $"Calendar '{calendar}' covers {from:uuuu-MM-dd} to {to:uuuu-MM-dd}, not {date:uuuu-MM-dd}: extend its validity and its days off, or name a calendar that covers the date."))
{
    public string Calendar { get; } = calendar;

    public LocalDate Date { get; } = date;
}
