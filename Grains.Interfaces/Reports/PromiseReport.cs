using System.Collections.Immutable;
using Grains.Interfaces.Catalogue;

namespace Grains.Interfaces.Reports;

/// <param name="Agency">Only this agency and everything below it; null for all.</param>
/// <param name="From">Only dossiers received at or after this instant.</param>
/// <param name="To">Only dossiers received before this instant.</param>
/// <param name="Past">Null for now.</param>
[GenerateSerializer, Immutable, Alias("promise-query")]
public sealed record PromiseQuery(
    [property: Id(0)] string? Agency, [property: Id(1)] DateTimeOffset? From, [property: Id(2)] DateTimeOffset? To, [property: Id(3)] Past? Past);

/// <summary>
/// Due dates that sources promised, held against those that the catalogue comes to: the procedure's commitment, or without one its
/// duration, on the agency's calendar, in the versions that each dossier is pinned to.
/// </summary>
/// <param name="Uncompared">Dossiers with a promised due date that nothing can be held against, by why: <c>unknown-procedure</c>, <c>no-duration</c>, <c>no-calendar</c>, <c>calendar-does-not-cover</c>.</param>
[GenerateSerializer, Immutable, Alias("promise-report")]
public sealed record PromiseReport(
    [property: Id(0)] DateTimeOffset AsOf, [property: Id(1)] DateTimeOffset? From, [property: Id(2)] DateTimeOffset? To, [property: Id(3)] string? Source,
    [property: Id(4)] ImmutableArray<PromiseRow> Rows, [property: Id(5)] PromiseRow Total, [property: Id(6)] ImmutableDictionary<string, int> Uncompared);

/// <summary>One procedure's promises.</summary>
/// <param name="Procedure">Null in the total.</param>
/// <param name="Duration">The newest that a dossier in the row is pinned to; null in the total.</param>
/// <param name="Dossiers">The denominator.</param>
/// <param name="SameDate">Promised for the local date that was computed: the numerator.</param>
/// <param name="SameInstant">Of those, to the second.</param>
/// <param name="Rate">Same date, 0 to 1; null when there are no dossiers.</param>
/// <param name="Differences">The rest, by reason, most dossiers first.</param>
[GenerateSerializer, Immutable, Alias("promise-row")]
public sealed record PromiseRow(
    [property: Id(0)] string? Procedure, [property: Id(1)] BilingualText? Name, [property: Id(2)] Allowance? Duration, [property: Id(3)] int Dossiers,
    [property: Id(4)] int SameDate, [property: Id(5)] int SameInstant, [property: Id(6)] double? Rate,
    [property: Id(7)] ImmutableArray<PromiseDifference> Differences);

/// <summary>Dossiers whose promise differs for the same reason; the first reason that explains the promised date exactly is given.</summary>
/// <param name="Reason">
/// <c>holiday-counted</c> (days off were counted as open ones), <c>start-day-counted</c> (the day of reception was the first),
/// <c>after-hours-start</c> (a reception outside hours began on the other day), <c>extended</c> (later by whole weeks, or by a multiple of
/// five open days), <c>longer</c> or <c>shorter</c>.
/// </param>
/// <param name="Days">Open days between the two dates, for <c>longer</c> and <c>shorter</c>; calendar days for <c>extended</c>; else null, as where many different numbers are put together.</param>
/// <param name="Samples">At most three dossiers.</param>
[GenerateSerializer, Immutable, Alias("promise-difference")]
public sealed record PromiseDifference(
    [property: Id(0)] string Reason, [property: Id(1)] int? Days, [property: Id(2)] int Dossiers, [property: Id(3)] ImmutableArray<string> Samples);
