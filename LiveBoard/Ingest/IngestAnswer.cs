namespace LiveBoard.Ingest;

/// <summary>What became of the events of one request. Received = applied + duplicate + refused.</summary>
/// <param name="Applied">Committed and counted.</param>
/// <param name="Duplicate">Known before; nothing changed.</param>
/// <param name="Refused">By index.</param>
public sealed record IngestAnswer(int Received, int Applied, int Duplicate, IReadOnlyList<RefusedItem> Refused);

/// <summary>An event that was not applied.</summary>
/// <param name="Index">Its place in the request, from 0.</param>
/// <param name="Code">Stable: programs rely on it.</param>
/// <param name="Field">The field at fault, or null when the event as a whole is.</param>
public sealed record RefusedItem(int Index, string? Id, string Code, string? Field, string Message);
