namespace Grains.Reports.RuleSets;

/// <summary>The span that a report is about: its start is in it, its end is not.</summary>
/// <param name="From">Null: from the first dossier on.</param>
/// <param name="To">Null: up to <paramref name="AsOf"/>.</param>
/// <param name="AsOf">The instant that is asked about, which is in the span.</param>
internal sealed record Period(DateTimeOffset? From, DateTimeOffset? To, DateTimeOffset AsOf)
{
    /// <summary>What stands in as the end of a dossier that has none: the end of the period, unless that has not come.</summary>
    public DateTimeOffset CutOff => To <= AsOf ? To.Value : AsOf;

    /// <summary>The last instant whose events count.</summary>
    public DateTimeOffset Last => To <= AsOf ? To.Value.AddTicks(-1) : AsOf;
}

/// <summary>What a figure says of itself: its span, its cut-off, and the only source that was heard (null: all).</summary>
internal sealed record Span(DateTimeOffset? From, DateTimeOffset? To, DateTimeOffset AsOf, string? Source);
