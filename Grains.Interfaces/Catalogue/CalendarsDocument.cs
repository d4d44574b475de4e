using System.Collections.Immutable;

namespace Grains.Interfaces.Catalogue;

[GenerateSerializer, Immutable, Alias("calendars-document")]
public sealed record CalendarsDocument([property: Id(0)] ImmutableArray<CalendarDocument> Calendars);
