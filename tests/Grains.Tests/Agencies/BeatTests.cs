using FsCheck;
using FsCheck.Fluent;
using Grains.Agencies;
using Grains.Tests.Time;
using Shouldly;
using Xunit;

namespace Grains.Tests.Agencies;

public sealed class BeatTests
{
    private static readonly BoardPace Pace = BoardPace.At(1);
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    // Whenever each agency woke, and although timers come up to 50 ms late.
    private static readonly Arbitrary<(int[] Woke, int Late)> Branches = (
        from woke in Gen.ArrayOf(Gen.Choose(0, 60_000), 4)
        from late in Gen.Choose(0, 50)
        select (woke, late)).ToArbitrary();

    [Fact]
    public void What_the_top_hears_with_its_beat_was_said_all_the_way_down_within_a_second() => Law.Holds(Branches, branch =>
    {
        var last = branch.Woke.Select((woke, depth) => BeatBefore(Start.AddMinutes(5), Start.AddMilliseconds(woke), depth, branch.Late)).ToList();
        for (var depth = 1; depth < last.Count; depth++)
        {
            // The beat of the agency above, and the one below it that it has heard by then.
            var said = BeatBefore(last[depth - 1], Start.AddMilliseconds(branch.Woke[depth]), depth, branch.Late);
            (last[depth - 1] - said).ShouldBeLessThan(TimeSpan.FromMilliseconds(350));
            last[depth] = said;
        }

        (last[0] - last[^1]).ShouldBeLessThan(TimeSpan.FromSeconds(1));
    });

    [Theory]
    [InlineData(0, 5_000)] // on the beat: the next one
    [InlineData(1, 4_999)]
    [InlineData(2_500, 2_500)]
    [InlineData(2_501, 7_499)] // too soon
    [InlineData(4_999, 5_001)] // a timer that came early does not beat twice
    public void The_next_beat_is_half_a_beat_away_at_least(int milliseconds, int wait) =>
        Pace.UntilBeat(Start.AddMilliseconds(milliseconds), depth: 0).ShouldBe(TimeSpan.FromMilliseconds(wait));

    [Fact]
    public void Deeper_agencies_beat_before_those_above() =>
        Pace.UntilBeat(Start, depth: 2).ShouldBe(TimeSpan.FromMilliseconds(4_500));

    private static DateTimeOffset BeatBefore(DateTimeOffset end, DateTimeOffset woke, int depth, int late)
    {
        var (beat, next) = (woke, woke);
        while (next <= end)
        {
            beat = next;
            next = beat + Pace.UntilBeat(beat, depth) + TimeSpan.FromMilliseconds(late);
        }

        return beat;
    }
}
