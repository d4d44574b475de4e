using System.Buffers;
using System.Text.Json;

namespace LiveBoard.Ingest;

/// <summary>One object, or an array of values. A value is read again from its start when its end has not come yet.</summary>
internal sealed class JsonScanner : ItemScanner
{
    private JsonReaderState _state = new(new JsonReaderOptions { MaxDepth = 64 });
    private bool _inArray;

    protected override void ScanItems(ref ReadOnlySequence<byte> buffer, bool final, ItemHandler onItem)
    {
        try
        {
            var reader = new Utf8JsonReader(buffer, final, _state);
            var whole = (State: _state, Bytes: 0L);
            while (reader.Read() && TryTake(ref reader, buffer, final, onItem))
                whole = (reader.CurrentState, reader.BytesConsumed);
            _state = whole.State;
            buffer = buffer.Slice(whole.Bytes);
        }
        catch (JsonException fault)
        {
            throw UnreadableBodyException.From(fault);
        }
    }

    /// <summary>False when the value that begins here is not whole yet.</summary>
    private bool TryTake(ref Utf8JsonReader reader, in ReadOnlySequence<byte> buffer, bool final, ItemHandler onItem)
    {
        if (!_inArray && reader.CurrentDepth == 0 && reader.TokenType == JsonTokenType.StartArray)
            return _inArray = true;
        if (_inArray && reader.CurrentDepth == 0 && reader.TokenType == JsonTokenType.EndArray)
            return true;
        if (!_inArray && reader.TokenType != JsonTokenType.StartObject)
            throw new UnreadableBodyException(1, 1, "The body must be one event (an object) or an array of events.");
        var start = reader.TokenStartIndex;
        if (final)
            reader.Skip();
        else if (!reader.TrySkip())
            return false;
        HandOver(buffer.Slice(start, reader.BytesConsumed - start), onItem);
        return true;
    }
}
