using System.Collections.Immutable;

namespace Grains.Interfaces.Dossiers;

/// <summary>
/// Who has had a dossier's working time, from reception to its end or until asked, on the dossier's own calendar. Every instant belongs
/// to exactly one line, so the lines add up to <see cref="WorkingSeconds"/> to the tick.
/// </summary>
/// <param name="SyncSeconds">Of all of it, the working time in which news was under way: something had happened at the source and had not come in here.</param>
/// <param name="Calendar">Calendar and version.</param>
/// <param name="Lines">One for each holder, in the order in which they first had it; from the first time to the last.</param>
/// <param name="Spans">The same stretch by stretch.</param>
[GenerateSerializer, Immutable, Alias("attribution")]
public sealed record Attribution(
    [property: Id(0)] DateTimeOffset From,
    [property: Id(1)] DateTimeOffset To,
    [property: Id(2)] decimal WorkingSeconds,
    [property: Id(3)] decimal SyncSeconds,
    [property: Id(4)] string Calendar,
    [property: Id(5)] ImmutableArray<AttributionLine> Lines,
    [property: Id(6)] ImmutableArray<AttributionLine> Spans);

/// <summary>One holder's share.</summary>
/// <param name="Kind"><c>citizen</c>, <c>agency</c>, <c>step</c>, <c>handover</c>, or <c>closed</c> (between an end and a reopening).</param>
/// <param name="Pause">What the citizen was asked for: <c>supplement</c> or <c>payment</c>.</param>
/// <param name="Agency">Who had it; in a hand-over who was to take it.</param>
/// <param name="Giver">In a hand-over who gave it.</param>
/// <param name="WorkingSeconds">Working time, to the tick.</param>
/// <param name="SyncSeconds">Of this line's working time, how much passed with news under way. It is part of the line, not beside it.</param>
[GenerateSerializer, Immutable, Alias("attribution-line")]
public sealed record AttributionLine(
    [property: Id(0)] string Kind,
    [property: Id(1)] string? Pause,
    [property: Id(2)] string? Agency,
    [property: Id(3)] string? Step,
    [property: Id(4)] string? Role,
    [property: Id(5)] string? Giver,
    [property: Id(6)] DateTimeOffset From,
    [property: Id(7)] DateTimeOffset To,
    [property: Id(8)] decimal WorkingSeconds,
    [property: Id(9)] decimal SyncSeconds)
{
    public const string Citizen = "citizen";
    public const string OfAgency = "agency";
    public const string OfStep = "step";
    public const string HandOver = "handover";
    public const string Closed = "closed";
}
