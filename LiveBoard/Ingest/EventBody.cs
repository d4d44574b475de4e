using System.Globalization;
using System.IO.Pipelines;

namespace LiveBoard.Ingest;

/// <summary>A request's body as it comes in. At most one value that is not whole is held, and never the body.</summary>
internal sealed class EventBody(PipeReader pipe, ItemScanner scanner, long maxBytes)
{
    /// <summary>Largest single value, in bytes: an event's fields have bounds of their own, far below.</summary>
    public const int MaxItemBytes = 4 << 20;

    private long _consumed;
    private int _wanted = 1;

    public long BytesRead { get; private set; }

    /// <summary>Reads a piece and hands over its values; false when that was the last.</summary>
    /// <exception cref="BodyTooLargeException">The body is over the limit.</exception>
    /// <exception cref="UnreadableBodyException">The body is not JSON.</exception>
    public async Task<bool> ReadAsync(ItemHandler onItem, CancellationToken cancellationToken)
    {
        var read = await pipe.ReadAtLeastAsync(_wanted, cancellationToken);
        var buffer = read.Buffer;
        var rest = buffer.Slice(buffer.End);
        try
        {
            BytesRead = _consumed + buffer.Length;
            if (BytesRead > maxBytes)
                throw new BodyTooLargeException(string.Create(
                    CultureInfo.InvariantCulture, $"The body may hold at most {maxBytes} bytes. Send the events in several requests."));
            scanner.Scan(ref buffer, read.IsCompleted, onItem);
            rest = buffer;
            _consumed = BytesRead - rest.Length;
            if (rest.Length > MaxItemBytes)
                throw new BodyTooLargeException($"One event may hold at most {MaxItemBytes} bytes. Send it without what this service does not keep.");
        }
        finally
        {
            // Also when the body is given up: the server cannot go on with a connection whose reader was left in the middle.
            pipe.AdvanceTo(rest.Start, rest.End);
        }
        // A value that is not whole yet is tried again only once twice as much of it is here: its cost stays linear in its size.
        _wanted = (int)Math.Clamp(rest.Length * 2, 1, int.MaxValue);
        return !read.IsCompleted;
    }
}
