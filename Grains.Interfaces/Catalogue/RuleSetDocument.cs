using System.Collections.Immutable;
using Grains.Interfaces.Dossiers;

namespace Grains.Interfaces.Catalogue;

/// <summary>
/// A rule set (bộ quy tắc tính đúng hạn): a named answer to "which dossiers were on time". Legal rules stand here as data, because the
/// texts leave room and change; docs/rule-sets.md says where each field comes from, and what it does to a rate.
/// </summary>
[GenerateSerializer, Immutable, Alias("rule-set-document")]
public sealed record RuleSetDocument
{
    /// <summary>1 to 32 letters, digits and <c>-</c>.</summary>
    [Id(0)] public required string Id { get; init; }

    [Id(1)] public required BilingualText Name { get; init; }

    /// <summary>The text that it follows, and how well that is known.</summary>
    [Id(2)] public string Source { get; init; } = "";

    /// <summary>The first day of a period that this version may judge; null: any.</summary>
    [Id(3)] public DateOnly? ValidFrom { get; init; }

    /// <summary>The last such day; null: any.</summary>
    [Id(4)] public DateOnly? ValidTo { get; init; }

    /// <summary>Which end counts when a dossier has several, first come first (QĐ 766 text, 2 and 3). One that is not listed ends nothing.</summary>
    [Id(5)] public required ImmutableArray<PortalState> Ends { get; init; }

    /// <summary>Which due date an end is held against.</summary>
    [Id(6)] public DueRule Due { get; init; }

    /// <summary>How the two are compared.</summary>
    [Id(7)] public ComparisonRule Comparison { get; init; }

    /// <summary>Supplements asked for more than once (QĐ 766 text, 4).</summary>
    [Id(8)] public RepeatedSupplementRule MoreThanOneSupplement { get; init; }

    /// <summary>Waiting for the citizen's supplement (QĐ 766 text, 4; TH: state 5).</summary>
    [Id(9)] public WaitingRule WaitingSupplement { get; init; }

    /// <summary>Waiting for a financial obligation (TH: state 6).</summary>
    [Id(10)] public WaitingRule WaitingPayment { get; init; }

    [Id(11)] public EndRule Withdrawn { get; init; }
    [Id(12)] public EndRule Stopped { get; init; }

    /// <summary>Declined after it was received; a registration that was declined is never counted.</summary>
    [Id(13)] public EndRule Declined { get; init; }

    /// <summary>No due date (QĐ 766 text, 5; TH: on time).</summary>
    [Id(14)] public UndatedRule Undated { get; init; }

    /// <summary>What stands in as the end of one that is not finished (QĐ 766 text, 6).</summary>
    [Id(15)] public UnfinishedRule Unfinished { get; init; }

    /// <summary>What the rate is a share of (QĐ 766 text, 8).</summary>
    [Id(16)] public DenominatorRule Denominator { get; init; }

    /// <summary>Decimals of the percentage, 0 to 4.</summary>
    [Id(17)] public int Decimals { get; init; } = 2;

    [Id(18)] public RoundingRule Rounding { get; init; }
}

public enum DueRule
{
    /// <summary>The newest one, moved by pauses and extensions.</summary>
    Current = 0,

    /// <summary>The one before any extension; pauses move it (QĐ 766 text, 7).</summary>
    Original = 1,

    /// <summary>The one that passed first: an extension told too late does not help.</summary>
    FirstMissed = 2,
}

public enum ComparisonRule
{
    /// <summary>To the instant; late is strictly after.</summary>
    Instant = 0,

    /// <summary>By date where the agency is (TH statistics).</summary>
    Date = 1,
}

public enum RepeatedSupplementRule
{
    Ignored = 0,

    /// <summary>Late whenever it ended.</summary>
    Late = 1,
}

public enum WaitingRule
{
    /// <summary>In process; the request's instant is held against the due date.</summary>
    RequestDateIsEnd = 0,

    /// <summary>In process and within time, whatever the due date.</summary>
    InTime = 1,

    /// <summary>Resolved on time.</summary>
    OnTime = 2,

    Excluded = 3,
}

public enum EndRule
{
    /// <summary>Resolved; its instant is held against the due date.</summary>
    Resolved = 0,

    /// <summary>Resolved on time, whatever the due date.</summary>
    OnTime = 1,

    /// <summary>In process and within time.</summary>
    InTime = 2,

    Excluded = 3,
}

public enum UndatedRule
{
    OnTime = 0,

    /// <summary>Held against the procedure's longest duration, supplements taken off; on time when it has none.</summary>
    ByMaximumTime = 1,

    Excluded = 2,
}

public enum UnfinishedRule
{
    /// <summary>The end of the period, or the instant that is asked about if that comes first.</summary>
    PeriodEnd = 0,

    /// <summary>The instant that is asked about.</summary>
    AsOf = 1,
}

public enum DenominatorRule
{
    /// <summary>Resolved; numerator: resolved on time.</summary>
    Resolved = 0,

    /// <summary>All in hand in the period; numerator: resolved on time.</summary>
    Received = 1,

    /// <summary>All in hand in the period; numerator: resolved on time, and in process within time.</summary>
    ReceivedAndProcessed = 2,
}

public enum RoundingRule
{
    HalfUp = 0,
    Down = 1,
}

[GenerateSerializer, Immutable, Alias("rule-sets-document")]
public sealed record RuleSetsDocument([property: Id(0)] ImmutableArray<RuleSetDocument> RuleSets);
