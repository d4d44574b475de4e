using System.Collections.Immutable;
using Grains.Dossiers;
using Grains.Interfaces.Dossiers;
using NodaTime;
using NodaTime.Extensions;

namespace Grains.Reports.RuleSets;

/// <summary>What a rule set may ask about one dossier. Instants are what had happened by the instant that the dossier is told for.</summary>
internal sealed record DossierFacts
{
    public required string Dossier { get; init; }

    /// <summary>The competent agency then; null for one that was never received.</summary>
    public string? Agency { get; init; }

    public DateTimeOffset? Received { get; init; }

    public bool IsOnline { get; init; }

    /// <summary>Since it was last received, each kind once.</summary>
    public ImmutableArray<EndStory> Ends { get; init; } = [];

    /// <summary>Moved by pauses and extensions; null when undated.</summary>
    public DateTimeOffset? CurrentDue { get; init; }

    /// <summary>Moved by pauses alone.</summary>
    public DateTimeOffset? OriginalDue { get; init; }

    /// <summary>The one whose passing made, or would make, the dossier late.</summary>
    public DateTimeOffset? FirstMissedDue { get; init; }

    /// <summary>What the procedure's own duration comes to, moved by pauses; null when it has none.</summary>
    public DateTimeOffset? MaximumDue { get; init; }

    public int SupplementRequests { get; init; }

    /// <summary>Since when the clock has stood still, if a supplement is awaited: from an earlier request when that is still open.</summary>
    public DateTimeOffset? AwaitsSupplementSince { get; init; }

    /// <summary>The same, if a payment is.</summary>
    public DateTimeOffset? AwaitsPaymentSince { get; init; }

    /// <summary>Calendar time that was spent waiting for supplements which came, or for one when the dossier ended.</summary>
    public TimeSpan SupplementTime { get; init; }

    /// <summary>Where dates are dates.</summary>
    public DateTimeZone Zone { get; init; } = DateTimeZone.Utc;

    public static DossierFacts Of(DossierView view)
    {
        var story = view.Story;
        if (story.Received is not { } received)
            return new DossierFacts { Dossier = view.Code };
        return new DossierFacts
        {
            Dossier = view.Code,
            Agency = story.Agency,
            Received = received.At,
            IsOnline = string.Equals(received.Channel ?? story.Registered?.Channel, "online", StringComparison.OrdinalIgnoreCase),
            Ends = story.Ends,
            CurrentDue = At(view.Clock.Due),
            OriginalDue = At(story.Extensions.IsEmpty ? view.Clock.Due : HandlingClock.Of(story with { Extensions = [] }, view.Rules, view.Rules).Due),
            FirstMissedDue = At(view.Clock.LateAfter),
            MaximumDue = view.Clock.Due is null && view.Rules.Procedure is not null
                ? At(HandlingClock.Of(story with { Received = received with { Due = null, Units = null }, Extensions = [] }, view.Rules, view.Rules).Due)
                : null,
            SupplementRequests = story.SupplementRequests,
            AwaitsSupplementSince = story.AwaitsSupplementSince is null ? null : StoppedSince(story),
            AwaitsPaymentSince = story.Ended is null && story.PauseDetails.Any(pause => pause.Kind == PauseLedger.Payment && pause.To is null) ? StoppedSince(story) : null,
            SupplementTime = story.PauseDetails.Where(pause => pause.Kind == PauseLedger.Supplement)
                .Aggregate(TimeSpan.Zero, (sum, pause) => pause.To > pause.From ? sum + (pause.To.Value - pause.From) : sum),
            Zone = view.Rules.Calendar?.Zone ?? DateTimeZone.Utc,
        };
    }

    private static DateTimeOffset? StoppedSince(DossierStory story) => At(story.Pauses.Open?.From);

    public LocalDate DateOf(DateTimeOffset instant) => instant.ToInstant().InZone(Zone).Date;

    private static DateTimeOffset? At(Instant? instant) => instant?.ToDateTimeOffset();
}
