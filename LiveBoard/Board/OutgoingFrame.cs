using System.Text.Json;
using System.Text.Json.Serialization;
using LiveBoard.Wire;

namespace LiveBoard.Board;

/// <summary>A frame on its way to one display, with the JSON that it shares with the other displays of its board.</summary>
[JsonConverter(typeof(Converter))]
internal sealed record OutgoingFrame(Frame Frame, FrameTexts Texts)
{
    private sealed class Converter : JsonConverter<OutgoingFrame>
    {
        public override OutgoingFrame Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("Displays send no frames.");

        public override void Write(Utf8JsonWriter writer, OutgoingFrame value, JsonSerializerOptions options) =>
            value.Texts.Of(value.Frame).Write(writer, value.Frame);
    }
}

/// <summary>The JSON of one publication: each kind of frame is written once, whoever needs it first.</summary>
internal sealed class FrameTexts
{
    private FrameText? _snapshot;
    private FrameText? _delta;
    private FrameText? _beat;

    // Two displays may both be first: either text will do.
    public FrameText Of(Frame frame) => frame switch
    {
        SnapshotFrame => _snapshot ??= new FrameText(frame),
        DeltaFrame => _delta ??= new FrameText(frame),
        _ => _beat ??= new FrameText(frame),
    };
}
