namespace LiveBoard.Ingest;

/// <summary>The body is not the JSON that it says it is. Line and column count from 1; the column counts bytes of UTF-8.</summary>
internal sealed class UnreadableBodyException(long line, long column, string message) : Exception(message)
{
    public long Line { get; } = line;

    public long Column { get; } = column;

    public static UnreadableBodyException From(System.Text.Json.JsonException fault, long linesBefore = 0)
    {
        var message = fault.Message;
        var tail = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return new(linesBefore + (fault.LineNumber ?? 0) + 1, (fault.BytePositionInLine ?? 0) + 1, tail < 0 ? message : message[..tail]);
    }
}

/// <summary>The body, or the number of events in it, is over the limit.</summary>
internal sealed class BodyTooLargeException(string message) : Exception(message);
