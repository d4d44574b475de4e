using NodaTime;
using NodaTime.TimeZones;

namespace Grains.Time;

/// <summary>
/// Local times of one zone as instants: one that the zone skips is the instant of the gap, one that comes twice is the earlier. The
/// offset is kept from day to day and asked again near a change, so that laying out a year is cheap.
/// </summary>
internal sealed class ZoneTime(DateTimeZone zone)
{
    private const int DaysNearAChange = 2; // no zone has ever moved by more than one

    private static readonly ZoneLocalMappingResolver Resolver =
        Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnStartOfIntervalAfter);

    private LocalDate _from = LocalDate.MaxIsoValue;
    private LocalDate _to = LocalDate.MinIsoValue;
    private Offset _offset;

    public static Instant Resolve(LocalDateTime local, DateTimeZone zone)
    {
        // No offset is as long as a day, so one that holds for a day before and after is the only one; this asks without allocation.
        var near = local.InUtc().ToInstant();
        var steady = zone.GetZoneInterval(near - Duration.FromDays(1));
        return !steady.HasEnd || near + Duration.FromDays(1) < steady.End
            ? local.WithOffset(steady.WallOffset).ToInstant()
            : zone.ResolveLocal(local, Resolver).ToInstant();
    }

    public long TicksAt(LocalDate date, int minute)
    {
        if (date < _from || _to < date)
            LookAround(date);
        var local = date.AtMidnight().PlusMinutes(minute);
        var instant = _from <= date && date <= _to ? local.WithOffset(_offset).ToInstant() : Resolve(local, zone);
        return instant.ToUnixTimeTicks();
    }

    private void LookAround(LocalDate date)
    {
        var steady = zone.GetZoneInterval(Resolve(date.AtMidnight(), zone));
        _from = steady.HasStart ? steady.IsoLocalStart.Date.PlusDays(DaysNearAChange) : LocalDate.MinIsoValue;
        _to = steady.HasEnd ? steady.IsoLocalEnd.Date.PlusDays(-DaysNearAChange) : LocalDate.MaxIsoValue;
        _offset = steady.WallOffset;
    }
}
