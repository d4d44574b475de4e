using System.Collections.Immutable;
using Grains.Interfaces.Catalogue;

namespace Grains.Interfaces.Changes;

/// <summary>What a change would do to the open dossiers, reckoned by the same code that does it.</summary>
[GenerateSerializer, Immutable, Alias("change-impact")]
public sealed record ChangeImpact
{
    /// <summary>The instant that it was reckoned for.</summary>
    [Id(0)] public DateTimeOffset AsOf { get; init; }

    /// <summary>Open dossiers looked at.</summary>
    [Id(1)] public int Examined { get; init; }

    [Id(2)] public ImpactCounts Total { get; init; } = ImpactCounts.None;

    /// <summary>The agencies with the most dossiers, at most 20.</summary>
    [Id(3)] public ImmutableArray<AgencyImpact> ByAgency { get; init; } = [];

    /// <summary>All other agencies together.</summary>
    [Id(4)] public ImpactCounts Rest { get; init; } = ImpactCounts.None;

    /// <summary>What to think of before applying it.</summary>
    [Id(5)] public ImmutableArray<DocumentWarning> Warnings { get; init; } = [];

    /// <summary>Of each effect at most 20, those that move furthest first.</summary>
    [Id(6)] public ImmutableArray<ImpactSample> Samples { get; init; } = [];
}

/// <summary>Dossiers and alerts by what becomes of them.</summary>
[GenerateSerializer, Immutable, Alias("impact-counts")]
public sealed record ImpactCounts
{
    public static ImpactCounts None { get; } = new();

    /// <summary>Dossiers that get other versions of their rules, whether or not that moves anything.</summary>
    [Id(0)] public int Touched { get; init; }

    /// <summary>Dossiers whose due date changes: <see cref="Earlier"/> and <see cref="Later"/> and those that lose or gain one.</summary>
    [Id(1)] public int Moved { get; init; }
    [Id(2)] public int Earlier { get; init; }
    [Id(3)] public int Later { get; init; }
    [Id(4)] public int StopsBeingLate { get; init; }
    [Id(5)] public int BecomesLate { get; init; }
    [Id(6)] public int BecomesDueSoon { get; init; }

    /// <summary>Dossiers whose due date could not be counted any more: the calendar would not cover it.</summary>
    [Id(7)] public int Uncovered { get; init; }

    /// <summary>Open alerts whose cause falls away.</summary>
    [Id(8)] public int AlertsWithdrawn { get; init; }

    /// <summary>Alerts raised at once; later ones come at their instants.</summary>
    [Id(9)] public int AlertsRaised { get; init; }

    public static ImpactCounts operator +(ImpactCounts a, ImpactCounts b) => new()
    {
        Touched = a.Touched + b.Touched,
        Moved = a.Moved + b.Moved,
        Earlier = a.Earlier + b.Earlier,
        Later = a.Later + b.Later,
        StopsBeingLate = a.StopsBeingLate + b.StopsBeingLate,
        BecomesLate = a.BecomesLate + b.BecomesLate,
        BecomesDueSoon = a.BecomesDueSoon + b.BecomesDueSoon,
        Uncovered = a.Uncovered + b.Uncovered,
        AlertsWithdrawn = a.AlertsWithdrawn + b.AlertsWithdrawn,
        AlertsRaised = a.AlertsRaised + b.AlertsRaised,
    };
}

[GenerateSerializer, Immutable, Alias("agency-impact")]
public sealed record AgencyImpact([property: Id(0)] string Agency, [property: Id(1)] ImpactCounts Counts);

/// <summary>What becomes of one dossier; when several are true, the first of these.</summary>
public enum ImpactEffect
{
    None = 0,
    Uncovered = 1,
    BecomesLate = 2,
    StopsBeingLate = 3,
    BecomesDueSoon = 4,
    Earlier = 5,
    Later = 6,
}

/// <summary>One dossier of a preview.</summary>
/// <param name="PromisedDue">The due date before the first change that moved it.</param>
[GenerateSerializer, Immutable, Alias("impact-sample")]
public sealed record ImpactSample(
    [property: Id(0)] ImpactEffect Effect,
    [property: Id(1)] string Dossier,
    [property: Id(2)] string Agency,
    [property: Id(3)] DateTimeOffset? PromisedDue,
    [property: Id(4)] DateTimeOffset? DueNow,
    [property: Id(5)] DateTimeOffset? DueAfter);
