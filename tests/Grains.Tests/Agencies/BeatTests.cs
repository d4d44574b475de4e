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

    // Whenever each agency woke, wherever in its time it beats, and although timers come up to 40 ms late.
    private static readonly Arbitrary<(int[] Woke, int[] Place, int Late)> Branches = (
        from woke in Gen.ArrayOf(Gen.Choose(0, 60_000), 4)
        from place in Gen.ArrayOf(Gen.Choose(0, 100), 4)
        from late in Gen.Choose(0, 40)
        select (woke, place, late)).ToArbitrary();

    [Fact]
    public void What_the_top_hears_with_its_beat_was_said_all_the_way_down_within_about_a_second() => Law.Holds(Branches, branch =>
    {
        var last = branch.Woke.Select((woke, depth) => BeatBefore(Start.AddMinutes(5), Start.AddMilliseconds(woke), depth, branch.Place[depth] / 100.0, branch.Late)).ToList();
        for (var depth = 1; depth < last.Count; depth++)
        {
            // The beat of the agency above, and the one below it that it has heard by then.
            var said = BeatBefore(last[depth - 1], Start.AddMilliseconds(branch.Woke[depth]), depth, branch.Place[depth] / 100.0, branch.Late);
            (last[depth - 1] - said).ShouldBeLessThan(TimeSpan.FromMilliseconds(500));
            last[depth] = said;
        }

        (last[0] - last[^1]).ShouldBeLessThan(TimeSpan.FromSeconds(1.1));
    });

    [Theory]
    [InlineData(0, 5_000)] // on the beat: the next one
    [InlineData(1, 4_999)]
    [InlineData(4_500, 500)]
    [InlineData(4_501, 5_499)] // too soon
    [InlineData(4_999, 5_001)] // a timer that came early does not beat twice
    public void The_next_beat_is_a_tenth_of_a_beat_away_at_least_and_no_child_is_silent_for_long(int milliseconds, int wait) =>
        Pace.UntilBeat(Start.AddMilliseconds(milliseconds), depth: 0).ShouldBe(TimeSpan.FromMilliseconds(wait));

    [Theory]
    [InlineData(0, 4_500)]
    [InlineData(1, 4_300)]
    public void Deeper_agencies_beat_before_those_above_in_a_time_of_their_own(double place, int wait) =>
        Pace.UntilBeat(Start, depth: 2, place).ShouldBe(TimeSpan.FromMilliseconds(wait));

    private static DateTimeOffset BeatBefore(DateTimeOffset end, DateTimeOffset woke, int depth, double place, int late)
    {
        var (beat, next) = (woke, woke);
        while (next <= end)
        {
            beat = next;
            next = beat + Pace.UntilBeat(beat, depth, place) + TimeSpan.FromMilliseconds(late);
        }

        return beat;
    }
}
