using System.Text.Json;
using System.Text.Json.Nodes;
using LiveBoard.Board;
using LiveBoard.Tests.Support;
using LiveBoard.Wire;
using Shouldly;
using Xunit;

namespace LiveBoard.Tests.Board;

/// <summary>A display cannot tell that it shares its frame's text with others.</summary>
public sealed class OutgoingFrameTests
{
    private readonly FakeTime _time = new(Frames.Start);

    [Fact]
    public void Every_display_gets_the_whole_frame_with_a_stamp_of_its_own()
    {
        var (older, newer) = (Frames.Of(7, open: 3), Frames.Of(8, open: 4));
        var change = BoardChange.Between(older, newer);
        var publication = new Publication(newer, change, _time.GetTimestamp());
        var stamp = TestStamp.Of(_time);
        Func<Frame>[] kinds = [() => stamp.Snapshot(publication), () => stamp.Delta(publication, change!), () => stamp.Beat(publication)];
        foreach (var wait in new[] { 0, 1, 1_234, 100_000 })
        {
            _time.Advance(TimeSpan.FromMilliseconds(wait));
            foreach (var frame in kinds.Select(kind => kind()))
                Read(JsonSerializer.Serialize<object>(new OutgoingFrame(frame, publication.Texts), WireJson.Options))
                    .ShouldBe(Read(JsonSerializer.Serialize<object>(frame, WireJson.Options)));
        }
    }

    // An instant may have more or fewer zeros at its end.
    private static string Read(string json)
    {
        var frame = JsonNode.Parse(json)!;
        frame["serverNow"] = frame["serverNow"]!.GetValue<DateTimeOffset>();
        return frame.ToJsonString();
    }
}
