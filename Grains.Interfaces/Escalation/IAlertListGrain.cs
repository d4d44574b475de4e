using System.Collections.Immutable;

namespace Grains.Interfaces.Escalation;

/// <summary>Which alerts to list.</summary>
/// <param name="Agency">Only this agency and everything below it; null for all.</param>
/// <param name="State"><c>open</c> (raised or acknowledged), or one state by name; null for all.</param>
/// <param name="Limit">1 to 500.</param>
/// <param name="Cursor">Where the page before ended; opaque.</param>
[GenerateSerializer, Immutable, Alias("alert-query")]
public sealed record AlertQuery(
    [property: Id(0)] string? Agency,
    [property: Id(1)] AlertFilter State,
    [property: Id(2)] int Limit,
    [property: Id(3)] string? Cursor);

public enum AlertFilter
{
    Open = 0,
    Raised = 1,
    Acknowledged = 2,
    Resolved = 3,
    Withdrawn = 4,
    All = 5,
}

[GenerateSerializer, Immutable, Alias("alert-page")]
public sealed record AlertPage([property: Id(0)] ImmutableArray<Alert> Items, [property: Id(1)] string? NextCursor);

/// <summary>Reads alerts across dossiers. Stateless: any activation answers. Key: any.</summary>
[Alias("alert-list")]
public interface IAlertListGrain : IGrainWithStringKey
{
    /// <summary>Newest first.</summary>
    [Alias("list")]
    Task<AlertPage> ListAsync(AlertQuery query, CancellationToken cancellationToken);
}
