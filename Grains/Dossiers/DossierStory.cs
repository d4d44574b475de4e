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

    /// <summary>Supplements that were asked for, open ones and answered ones; a request told again while one is open is not another.</summary>
    public int SupplementRequests => PauseDetails.Count(pause => pause.Kind == PauseLedger.Supplement);

    /// <summary>When the supplement was asked for that has not come; null when none is awaited.</summary>
    public DateTimeOffset? AwaitsSupplementSince =>
        Ended is null ? PauseDetails.LastOrDefault(pause => pause.Kind == PauseLedger.Supplement && pause.To is null)?.From : null;

    /// <summary>Extensions told before the end, in their order; which of them take effect is for <see cref="HandlingClock"/> to say.</summary>
    public ImmutableArray<ToldExtension> Extensions { get; init; } = [];

    /// <summary>
    /// Every end told since the dossier was last received, each kind once: for rule sets that choose among them. <see cref="Ended"/> is
    /// the one that the clock takes.
    /// </summary>
    public ImmutableArray<EndStory> Ends { get; init; } = [];

    /// <summary>Who has had the dossier, pauses aside, in the order of telling; each turn lasts until the next.</summary>
    public ImmutableArray<Turn> Turns { get; init; } = [];

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

/// <param name="State">Declined, withdrawn, stopped, finished or returned.</param>
internal sealed record EndStory(PortalState State, DateTimeOffset At);

/// <param name="Index">Of its event.</param>
internal sealed record ToldExtension(int Index, DossierEvent Event);
