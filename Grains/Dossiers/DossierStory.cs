using System.Collections.Immutable;
using Grains.Interfaces.Dossiers;
using Grains.Time;

namespace Grains.Dossiers;

/// <summary>What a dossier's events amount to, before any clock is read. Made by <see cref="StoryTeller"/>.</summary>
internal sealed record DossierStory
{
    public PortalState State { get; init; }

    /// <summary>The first reception; null while there is none.</summary>
    public DossierEvent? Received { get; init; }

    public DossierEvent? Registered { get; init; }

    public string? Procedure => Received?.Procedure ?? Registered?.Procedure;

    /// <summary>The competent agency now.</summary>
    public string? Agency { get; init; }

    public string? Point { get; init; }

    public DateTimeOffset? Ended { get; init; }

    public string? Outcome { get; init; }

    /// <summary>Declined at the door: it is not counted as received, also once its papers are handed back.</summary>
    public bool IsDeclined { get; init; }

    /// <summary>Spans in which the clock stands still, whatever their kind.</summary>
    public Pauses Pauses { get; init; } = Pauses.None;

    public ImmutableArray<PauseDetail> PauseDetails { get; init; } = [];

    public DossierEvent? Extension { get; init; }

    public ImmutableArray<StepDetail> Steps { get; init; } = [];

    public Rating? Rating { get; init; }

    public ImmutableArray<PetitionStory> Petitions { get; init; } = [];

    public ImmutableArray<SourceView> Sources { get; init; } = [];

    /// <summary>One for each event, in their order.</summary>
    public ImmutableArray<Effect> Effects { get; init; } = [];

    public ImmutableSortedSet<string> Flags { get; init; } = [];

    public bool IsPaused => Ended is null && Pauses.Open is not null;
}

internal sealed record PetitionStory(string Petition, DateTimeOffset From, DateTimeOffset? Answered);
