using System.Buffers;
using System.Text.Json;

namespace LiveBoard.Ingest;

/// <summary>NDJSON: one value a line. Blank lines are stepped over, and counted.</summary>
internal sealed class LineScanner : ItemScanner
{
    private readonly ItemHandler _check;
    private long _lines;

    public LineScanner() => _check = Check;

    protected override void ScanItems(ref ReadOnlySequence<byte> buffer, bool final, ItemHandler onItem)
    {
        while (buffer.PositionOf((byte)'\n') is { } end)
        {
            TakeLine(buffer.Slice(0, end), onItem);
            buffer = buffer.Slice(buffer.GetPosition(1, end));
        }
        if (!final)
            return;
        TakeLine(buffer, onItem);
        buffer = buffer.Slice(buffer.End);
    }

    private void TakeLine(in ReadOnlySequence<byte> line, ItemHandler onItem)
    {
        if (!IsBlank(line))
        {
            HandOver(line, _check);
            HandOver(line, onItem);
        }
        _lines++;
    }

    private void Check(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            while (reader.Read())
            {
                // Only to see that the line is one JSON value.
            }
        }
        catch (JsonException fault)
        {
            throw UnreadableBodyException.From(fault, _lines);
        }
    }

    private static bool IsBlank(in ReadOnlySequence<byte> line)
    {
        foreach (var part in line)
        {
            if (part.Span.ContainsAnyExcept(" \t\r"u8))
                return false;
        }
        return true;
    }
}
