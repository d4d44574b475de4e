namespace Monitor.Cli.Mappings;

/// <summary>One event, ready to send.</summary>
/// <param name="Dossier">Its dossier: events of one dossier keep their order.</param>
/// <param name="At">When it happened; null when the service has to judge that.</param>
/// <param name="Type">Its type.</param>
/// <param name="Json">The event as one line of JSON without the line's end.</param>
internal sealed record OutgoingEvent(string Dossier, DateTimeOffset? At, string Type, ReadOnlyMemory<byte> Json);
