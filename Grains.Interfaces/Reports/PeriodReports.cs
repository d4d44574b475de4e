using System.Collections.Immutable;
using Grains.Interfaces.Catalogue;

namespace Grains.Interfaces.Reports;

/// <param name="Agency">Only this agency and everything below it; null for all.</param>
/// <param name="From">Start of the period, included; null: from the first dossier on.</param>
/// <param name="To">End of the period, not included; null: up to the instant that is asked about.</param>
/// <param name="Past">Null for now.</param>
/// <param name="RuleSet">An id, for its newest version that is in force on the first day of the period; or <c>id@version</c>.</param>
[GenerateSerializer, Immutable, Alias("period-query")]
public sealed record PeriodQuery(
    [property: Id(0)] string? Agency, [property: Id(1)] DateTimeOffset? From, [property: Id(2)] DateTimeOffset? To, [property: Id(3)] Past? Past,
    [property: Id(4)] string RuleSet);

/// <summary>Biểu II.06a/VPCP/KSTT: dossiers in hand in a period, resolved and in process. Columns 3 to 13 of the form.</summary>
/// <param name="Checks">The form's identities, over every row and the total.</param>
[GenerateSerializer, Immutable, Alias("handling-report")]
public sealed record HandlingReport(
    [property: Id(0)] DateTimeOffset AsOf, [property: Id(1)] string RuleSet, [property: Id(2)] BilingualText RuleSetName,
    [property: Id(3)] DateTimeOffset? From, [property: Id(4)] DateTimeOffset? To, [property: Id(5)] string? Source,
    [property: Id(6)] ImmutableArray<HandlingRow> Rows, [property: Id(7)] HandlingRow Total, [property: Id(8)] ImmutableArray<IdentityCheck> Checks);

/// <summary>One agency's dossiers.</summary>
[GenerateSerializer, Immutable, Alias("handling-row")]
public sealed record HandlingRow
{
    /// <summary>The agency that was competent at the cut-off; null in the total.</summary>
    [Id(0)] public string? Agency { get; init; }

    [Id(1)] public BilingualText? Name { get; init; }

    /// <summary>Column 3: in hand in the period.</summary>
    [Id(2)] public int Received { get; init; }

    /// <summary>Column 4: received in it, online.</summary>
    [Id(3)] public int ReceivedOnline { get; init; }

    /// <summary>Column 5: received in it, in person or by post.</summary>
    [Id(4)] public int ReceivedDirect { get; init; }

    /// <summary>Column 6: received before it and not resolved before it.</summary>
    [Id(5)] public int CarriedOver { get; init; }

    /// <summary>Columns 7 to 10.</summary>
    [Id(6)] public int Resolved { get; init; }
    [Id(7)] public int ResolvedBefore { get; init; }
    [Id(8)] public int ResolvedOnTime { get; init; }
    [Id(9)] public int ResolvedLate { get; init; }

    /// <summary>Columns 11 to 13.</summary>
    [Id(10)] public int InProcess { get; init; }
    [Id(11)] public int InProcessInTime { get; init; }
    [Id(12)] public int InProcessOverdue { get; init; }

    [Id(13)] public required RateFigure OnTime { get; init; }
}

/// <param name="Identity">In the form's column numbers, such as <c>3=7+11</c>.</param>
[GenerateSerializer, Immutable, Alias("identity-check")]
public sealed record IdentityCheck([property: Id(0)] string Identity, [property: Id(1)] bool Holds);

/// <summary>
/// Progress as the index of QĐ 766/QĐ-TTg measures it: indicators 2.1 (on time, 20 points) and 2.2 (average handling time, for
/// information). The other groups of the index are not figures of this service.
/// </summary>
[GenerateSerializer, Immutable, Alias("index-report")]
public sealed record IndexReport(
    [property: Id(0)] DateTimeOffset AsOf, [property: Id(1)] string RuleSet, [property: Id(2)] BilingualText RuleSetName,
    [property: Id(3)] DateTimeOffset? From, [property: Id(4)] DateTimeOffset? To, [property: Id(5)] string? Source,
    [property: Id(6)] ImmutableArray<IndexRow> Rows, [property: Id(7)] IndexRow Total);

/// <param name="Received">In hand in the period.</param>
/// <param name="OnTime">The rate's numerator.</param>
/// <param name="NotOnTime">What the rate counts against the agency: its denominator less its numerator.</param>
/// <param name="Completed">Resolved in the period.</param>
/// <param name="AverageDays">Calendar days from reception to end, waiting for supplements taken off, of those completed; null without any.</param>
/// <param name="Score">Points of 20: 20 x rate, two decimals; null without a rate.</param>
[GenerateSerializer, Immutable, Alias("index-row")]
public sealed record IndexRow(
    [property: Id(0)] string? Agency, [property: Id(1)] BilingualText? Name, [property: Id(2)] int Received, [property: Id(3)] int OnTime,
    [property: Id(4)] int NotOnTime, [property: Id(5)] int Completed, [property: Id(6)] double? AverageDays, [property: Id(7)] double? Score,
    [property: Id(8)] RateFigure Rate)
{
    public const int MaxScore = 20;
}
