using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;
using LiveBoard.Wire;

namespace LiveBoard.Board;

/// <summary>
/// A frame's JSON but for what is stamped when it leaves, so that two thousand displays of one board do not write the same figures two
/// thousand times.
/// </summary>
internal sealed class FrameText
{
    private static readonly string ServerNow = NameOf(nameof(Frame.ServerNow));
    private static readonly string SourceAgeMs = NameOf(nameof(Frame.SourceAgeMs));

    private readonly byte[] _json;

    // Where the two stamped values begin and end.
    private readonly Range _now;
    private readonly Range _age;

    public FrameText(Frame frame)
    {
        _json = JsonSerializer.SerializeToUtf8Bytes(frame, frame.GetType(), WireJson.Options);
        _now = Find(ServerNow);
        _age = Find(SourceAgeMs);
    }

    /// <summary>The whole of <paramref name="frame"/>, which differs from the one that this was made of in its stamp alone.</summary>
    public void Write(Utf8JsonWriter writer, Frame frame)
    {
        const int Stamp = 64; // more than an instant with its quotation marks and a number take
        var buffer = ArrayPool<byte>.Shared.Rent(_json.Length + Stamp);
        var text = new Output(buffer);
        text.Add(_json.AsSpan(.._now.Start.Value));
        text.Add("\""u8);
        text.Add(frame.ServerNow);
        text.Add("\""u8);
        text.Add(_json.AsSpan(_now.End.Value.._age.Start.Value));
        text.Add(frame.SourceAgeMs);
        text.Add(_json.AsSpan(_age.End..));
        writer.WriteRawValue(text.Written, skipInputValidation: true);
        ArrayPool<byte>.Shared.Return(buffer);
    }

    private Range Find(string property)
    {
        var reader = new Utf8JsonReader(_json);
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth != 1 || !reader.ValueTextEquals(property))
                continue;
            reader.Read();
            return (int)reader.TokenStartIndex..(int)reader.BytesConsumed;
        }

        throw new InvalidOperationException($"A frame has no {property}.");
    }

    private static string NameOf(string property) => JsonNamingPolicy.CamelCase.ConvertName(property);

    private ref struct Output(Span<byte> buffer)
    {
        private readonly Span<byte> _buffer = buffer;
        private int _length;

        public readonly ReadOnlySpan<byte> Written => _buffer[.._length];

        public void Add(ReadOnlySpan<byte> text)
        {
            text.CopyTo(_buffer[_length..]);
            _length += text.Length;
        }

        public void Add(DateTimeOffset instant)
        {
            Utf8Formatter.TryFormat(instant, _buffer[_length..], out var written, 'O');
            _length += written;
        }

        public void Add(long number)
        {
            Utf8Formatter.TryFormat(number, _buffer[_length..], out var written);
            _length += written;
        }
    }
}
