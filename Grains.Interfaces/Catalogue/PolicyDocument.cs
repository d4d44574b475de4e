using System.Collections.Immutable;

namespace Grains.Interfaces.Catalogue;

/// <summary>A policy: the ladder of rungs, and the defaults that agencies and procedures fall back on.</summary>
[GenerateSerializer, Immutable, Alias("policy-document")]
public sealed record PolicyDocument
{
    [Id(0)] public required string Id { get; init; }

    /// <summary>Working calendar of agencies that name none, nor any above them.</summary>
    [Id(1)] public required string DefaultCalendar { get; init; }

    /// <summary>How long before due a dossier counts as due soon, unless its procedure says.</summary>
    [Id(2)] public required Allowance DueSoon { get; init; }

    /// <summary>Time to accept an online registration, unless the procedure says.</summary>
    [Id(3)] public required Allowance Acceptance { get; init; }

    [Id(4)] public ImmutableArray<RungDocument> Rungs { get; init; } = [];

    /// <summary>Satisfaction is hidden below this number of ratings.</summary>
    [Id(5)] public int MinimumRatings { get; init; } = 20;

    /// <summary>A source is late when its newest event took longer than this to arrive, in seconds.</summary>
    [Id(6)] public int SourceLateAfterSeconds { get; init; } = 900;

    /// <summary>A source is silent when nothing came from it for this long, in seconds.</summary>
    [Id(7)] public int SourceSilentAfterSeconds { get; init; } = 86_400;

    /// <summary>Time to answer a petition (phản ánh, kiến nghị) about a dossier; by default the 15 working days of QĐ 766's measure.</summary>
    [Id(8)] public Allowance Petition { get; init; } = new(AllowanceUnit.WorkingDays, 15);

    /// <summary>When a due date may be put off, unless the procedure says.</summary>
    [Id(9)] public ExtensionDocument Extension { get; init; } = ExtensionDocument.Default;
}

/// <summary>One rung of the ladder.</summary>
/// <param name="Code">Letters and digits, 1 to 32 characters.</param>
/// <param name="When"><c>dueSoon</c>, or <c>due</c>.</param>
/// <param name="After">Time after that instant, on the agency's calendar; null for the instant itself.</param>
/// <param name="To"><c>agency</c> or <c>parent</c>.</param>
/// <param name="Role">The role addressed there.</param>
[GenerateSerializer, Immutable, Alias("rung-document")]
public sealed record RungDocument(
    [property: Id(0)] string Code, [property: Id(1)] string When, [property: Id(2)] Allowance? After,
    [property: Id(3)] string To, [property: Id(4)] string Role)
{
    public const string WhenDueSoon = "dueSoon";
    public const string WhenDue = "due";
    public const string ToAgency = "agency";
    public const string ToParent = "parent";
}

[GenerateSerializer, Immutable, Alias("policies-document")]
public sealed record PoliciesDocument([property: Id(0)] ImmutableArray<PolicyDocument> Policies);
