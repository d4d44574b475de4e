using System.Globalization;

namespace Monitor.Demo;

/// <summary>One event of a simulated dossier.</summary>
/// <param name="Source">The system that tells it.</param>
/// <param name="Dossier">The dossier's code.</param>
/// <param name="Id">Unique within its source.</param>
/// <param name="Type">As in the events of the HTTP API.</param>
/// <param name="At">When it happens; whole seconds.</param>
/// <param name="Fields">The other fields as text.</param>
public sealed record PlannedEvent(
    string Source, string Dossier, string Id, string Type, DateTimeOffset At, IReadOnlyList<KeyValuePair<string, string>> Fields)
{
    internal static string Text(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
