using System.Collections.Immutable;
using Grains.Interfaces.Escalation;

namespace Grains.Interfaces.Dossiers;

/// <summary>Everything known of one dossier; the answer of <c>GET /api/v1/dossiers/{code}</c>.</summary>
[GenerateSerializer, Immutable, Alias("dossier-detail")]
public sealed record DossierDetail
{
    [Id(0)] public required string Dossier { get; init; }
    [Id(1)] public required long Version { get; init; }
    [Id(2)] public required PortalState State { get; init; }
    [Id(3)] public string? Agency { get; init; }
    [Id(4)] public string? Point { get; init; }
    [Id(5)] public string? Procedure { get; init; }
    [Id(6)] public string? Channel { get; init; }
    [Id(7)] public DateTimeOffset? Received { get; init; }
    [Id(8)] public DateTimeOffset? Ended { get; init; }
    [Id(9)] public string? Outcome { get; init; }

    /// <summary>Clocks that run side by side: <c>handling</c>, <c>commitment</c>, <c>acceptance</c>, every <c>step</c>, every <c>petition</c>.</summary>
    [Id(10)] public ImmutableArray<ClockDetail> Clocks { get; init; } = [];

    [Id(11)] public ImmutableArray<StepDetail> Steps { get; init; } = [];

    /// <summary>In the order of their time at the source.</summary>
    [Id(12)] public ImmutableArray<EventDetail> Events { get; init; } = [];

    [Id(13)] public ImmutableArray<Alert> Alerts { get; init; } = [];

    /// <summary>Each source's own view; they may disagree, and that is itself a figure.</summary>
    [Id(14)] public ImmutableArray<SourceView> Sources { get; init; } = [];

    [Id(15)] public ImmutableArray<string> Flags { get; init; } = [];
    [Id(16)] public required DateTimeOffset AsOf { get; init; }
    [Id(17)] public Rating? Rating { get; init; }

    /// <summary>Who has had the dossier's working time; null before reception, and when no calendar covers it.</summary>
    [Id(18)] public Attribution? Attribution { get; init; }
}

/// <summary>A span in which the clock stood still; <see cref="To"/> is null while it still does.</summary>
[GenerateSerializer, Immutable, Alias("pause-detail")]
public sealed record PauseDetail(
    [property: Id(0)] string Kind,
    [property: Id(1)] DateTimeOffset From,
    [property: Id(2)] DateTimeOffset? To,
    [property: Id(3)] string? Ground,
    [property: Id(4)] string? Source,
    [property: Id(5)] string? Document);

/// <summary>A step and who has it; <see cref="Agency"/> is the competent agency when the source names none.</summary>
[GenerateSerializer, Immutable, Alias("step-detail")]
public sealed record StepDetail(
    [property: Id(0)] string Step,
    [property: Id(1)] DateTimeOffset From,
    [property: Id(2)] string? Agency,
    [property: Id(3)] string? Role,
    [property: Id(4)] DateTimeOffset? Due)
{
    /// <summary>When the next step began, the dossier went to another agency, or ended; null while the step lasts.</summary>
    [Id(5)] public DateTimeOffset? To { get; init; }
}

/// <summary>An event as kept; <see cref="Effect"/> is <c>applied</c>, or why it has none.</summary>
[GenerateSerializer, Immutable, Alias("event-detail")]
public sealed record EventDetail(
    [property: Id(0)] DossierEvent Event,
    [property: Id(1)] DateTimeOffset Arrived,
    [property: Id(2)] bool Backfill,
    [property: Id(3)] string Effect);

[GenerateSerializer, Immutable, Alias("source-view")]
public sealed record SourceView(
    [property: Id(0)] string Source,
    [property: Id(1)] PortalState State,
    [property: Id(2)] DateTimeOffset LastEventAt,
    [property: Id(3)] DateTimeOffset? Due);
