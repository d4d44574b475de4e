using System.Globalization;
using NodaTime;
using NodaTime.TimeZones;

namespace Monitor.Cli.Mappings;

/// <summary>
/// Reads instants: ISO 8601 with <c>T</c> or a space, with or without a fraction and an offset, and the formats that the mapping adds.
/// Without an offset it is local time in the mapping's zone; of two instants the earlier is meant, and skipped time is read as the end of the gap.
/// </summary>
internal sealed class InstantReader
{
    private static readonly string[] _iso = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd HH:mmK", "yyyy-MM-dd"];

    private static readonly ZoneLocalMappingResolver _resolver =
        Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnStartOfIntervalAfter);

    private readonly DateTimeZone _zone;
    private readonly string[] _formats;

    public InstantReader(string zone, IEnumerable<string> formats)
    {
        _zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) ?? throw new UsageException($"mapping field 'zone': '{zone}' is not an IANA time zone, such as Asia/Ho_Chi_Minh");
        _formats = [.. _iso, .. formats];
    }

    /// <exception cref="UnreadableException">The text is not an instant.</exception>
    public DateTimeOffset Read(string text)
    {
        if (!DateTime.TryParseExact(text, _formats, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var time))
            throw new UnreadableException($"'{text}' is not an instant such as 2026-11-21T09:30:00+07:00");
        return time.Kind == DateTimeKind.Utc
            ? new DateTimeOffset(time)
            : _zone.ResolveLocal(LocalDateTime.FromDateTime(time), _resolver).ToDateTimeOffset().ToUniversalTime();
    }

    /// <summary>The same instant as people at the mapping's place read it.</summary>
    public DateTime Local(string text) => Instant.FromDateTimeOffset(Read(text)).InZone(_zone).LocalDateTime.ToDateTimeUnspecified();
}

/// <summary>Part of the file makes no sense; its neighbours may.</summary>
internal sealed class UnreadableException(string message) : Exception(message);
