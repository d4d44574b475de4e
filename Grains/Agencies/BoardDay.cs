using Grains.Time;
using NodaTime;
using NodaTime.Extensions;

namespace Grains.Agencies;

/// <summary>The agency's own today and its month, in its zone: what "today" and the period of a rate mean. Starts are included, ends are not.</summary>
internal readonly record struct BoardDay(long Start, long End, long MonthStart, string Period)
{
    /// <summary>Instants are UTC ticks of 100 ns, as in <see cref="DateTimeOffset.UtcTicks"/>.</summary>
    public static BoardDay Of(DateTimeOffset now, DateTimeZone zone)
    {
        var today = now.ToInstant().InZone(zone).Date;
        return new BoardDay(
            Ticks(today, zone), Ticks(today.PlusDays(1), zone), Ticks(today.With(DateAdjusters.StartOfMonth), zone),
            FormattableString.Invariant($"{today.Year:0000}-{today.Month:00}"));
    }

    /// <summary>Dossiers that ended before this have no part in any figure.</summary>
    public DateTimeOffset Since => new(MonthStart, TimeSpan.Zero);

    public bool IsToday(long ticks) => Start <= ticks && ticks < End;

    public bool IsThisMonth(long ticks) => MonthStart <= ticks && ticks < End;

    private static long Ticks(LocalDate date, DateTimeZone zone) => zone.AtStartOfDay(date).ToDateTimeOffset().UtcTicks;
}
