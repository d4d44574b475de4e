using System.Collections.Immutable;
using Grains.Interfaces.Catalogue;
using Grains.Interfaces.Escalation;

namespace Grains.Interfaces.Agencies;

/// <summary>
/// One board at one instant: absolute values, so the newest frame is all that a display needs. <see cref="Epoch"/> names the
/// activation that counted; <see cref="Sequence"/> grows by one with each change within it.
/// </summary>
[GenerateSerializer, Immutable, Alias("board-frame")]
public sealed record BoardFrame
{
    /// <summary>Newest open alerts that a frame carries.</summary>
    public const int MaxAlerts = 20;

    /// <summary>Coming turns that a frame carries.</summary>
    public const int MaxUpcoming = 100;

    [Id(0)] public required AgencyLabel Agency { get; init; }
    [Id(1)] public required string Epoch { get; init; }
    [Id(2)] public required long Sequence { get; init; }

    /// <summary>The instant for which the figures are right.</summary>
    [Id(3)] public required DateTimeOffset AsOf { get; init; }

    /// <summary><c>real</c> or <c>replay</c>.</summary>
    [Id(4)] public required string Clock { get; init; }

    [Id(5)] public required Figures Figures { get; init; }
    [Id(6)] public ImmutableArray<ChildFigures> Children { get; init; } = [];
    [Id(7)] public ImmutableArray<Alert> Alerts { get; init; } = [];
    [Id(8)] public ImmutableArray<SourceFreshness> Sources { get; init; } = [];
    [Id(9)] public ImmutableArray<Turn> Upcoming { get; init; } = [];

    /// <summary>Alerts of the branch that are raised or acknowledged, of which <see cref="Alerts"/> are the newest.</summary>
    [Id(10)] public int OpenAlerts { get; init; }

    /// <summary>When the oldest change was counted that this frame is the first to tell; null when it tells nothing new.</summary>
    [Id(11)] public DateTimeOffset? NewsSince { get; init; }
}

[GenerateSerializer, Immutable, Alias("agency-label")]
public sealed record AgencyLabel([property: Id(0)] string Code, [property: Id(1)] BilingualText Name, [property: Id(2)] string Level);

/// <summary>A child's figures and the instant that the child vouches for.</summary>
[GenerateSerializer, Immutable, Alias("child-figures")]
public sealed record ChildFigures(
    [property: Id(0)] AgencyLabel Agency, [property: Id(1)] Figures Figures, [property: Id(2)] DateTimeOffset? AsOf);

/// <summary>Dossiers that turn at one instant unless something happens to them before.</summary>
/// <param name="DueSoon">How many become due soon.</param>
/// <param name="Overdue">How many become overdue, and stop being due soon.</param>
[GenerateSerializer, Immutable, Alias("turn")]
public sealed record Turn([property: Id(0)] DateTimeOffset At, [property: Id(1)] int DueSoon, [property: Id(2)] int Overdue);

/// <summary>How fresh one source is.</summary>
/// <param name="LagSeconds">How long its newest event took to get here: arrival minus its time at the source, in seconds, at least 0.</param>
/// <param name="State"><c>fresh</c>, <c>late</c> or <c>silent</c>.</param>
[GenerateSerializer, Immutable, Alias("source-freshness")]
public sealed record SourceFreshness(
    [property: Id(0)] string Source, [property: Id(1)] DateTimeOffset LastEventAt, [property: Id(2)] long LagSeconds, [property: Id(3)] string State);
