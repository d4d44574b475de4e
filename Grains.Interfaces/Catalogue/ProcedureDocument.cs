using System.Collections.Immutable;

namespace Grains.Interfaces.Catalogue;

/// <summary>A procedure (thủ tục hành chính) and the time that it may take.</summary>
[GenerateSerializer, Immutable, Alias("procedure-document")]
public sealed record ProcedureDocument
{
    [Id(0)] public required string Code { get; init; }
    [Id(1)] public required BilingualText Name { get; init; }

    /// <summary>The statutory duration; unit <c>none</c> for procedures without one.</summary>
    [Id(2)] public required Allowance Duration { get; init; }

    /// <summary>The shorter time that the agency commits itself to.</summary>
    [Id(3)] public Allowance? Commitment { get; init; }

    /// <summary>Time to accept or answer a dossier that was registered online.</summary>
    [Id(4)] public Allowance? Acceptance { get; init; }

    /// <summary>For same-day procedures: received after this local time is due at the next working day's closing.</summary>
    [Id(5)] public TimeOnly? CutOff { get; init; }

    [Id(6)] public ImmutableArray<StepDocument> Steps { get; init; } = [];

    /// <summary>How long before due the dossier counts as due soon; null takes the policy's.</summary>
    [Id(7)] public Allowance? DueSoon { get; init; }

    [Id(8)] public ClockOptions? Options { get; init; }

    /// <summary>When a due date may be put off; null takes the policy's.</summary>
    [Id(9)] public ExtensionDocument? Extension { get; init; }
}

[GenerateSerializer, Immutable, Alias("step-document")]
public sealed record StepDocument(
    [property: Id(0)] string Code, [property: Id(1)] BilingualText Name, [property: Id(2)] Allowance? Duration);

[GenerateSerializer, Immutable, Alias("procedures-document")]
public sealed record ProceduresDocument([property: Id(0)] ImmutableArray<ProcedureDocument> Procedures);
