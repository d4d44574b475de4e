using LiveBoard.Board;
using LiveBoard.Tests.Support;
using Shouldly;
using Xunit;

namespace LiveBoard.Tests.Board;

public sealed class FramePaceTests
{
    [Theory]
    [InlineData(4, new[] { 0, 50, 500, 750, 1_000, 1_250 })]
    [InlineData(2, new[] { 0, 50, 1_000, 1_500, 2_000, 2_500 })]
    public void With_news_all_the_time_the_first_leaves_at_once_the_second_soon_and_the_others_a_gap_apart(int perSecond, int[] first)
    {
        var left = LeavingTimes(perSecond, every: 1, until: 4_000);
        left.Take(6).ShouldBe(first);
        left.Zip(left.Skip(perSecond), (one, after) => after - one).ShouldAllBe(span => span >= 1_000);
    }

    [Theory]
    [InlineData(7)]
    [InlineData(20)]
    [InlineData(50)]
    public void However_often_news_comes_none_waits_longer_than_a_gap(int every)
    {
        var clock = new FakeTime(DateTimeOffset.UnixEpoch);
        var pace = new FramePace(4, clock);
        for (var now = 0; now < 10_000; now += every)
        {
            // The gap that makes up for the second frame is the longest, and comes once.
            pace.Wait.ShouldBeLessThanOrEqualTo(TimeSpan.FromMilliseconds(now < 1_000 ? 450 : 250));
            if (pace.Wait == TimeSpan.Zero)
                pace.OnLeft();
            clock.Advance(TimeSpan.FromMilliseconds(every));
        }
    }

    private static List<int> LeavingTimes(int perSecond, int every, int until)
    {
        var clock = new FakeTime(DateTimeOffset.UnixEpoch);
        var pace = new FramePace(perSecond, clock);
        List<int> left = [];
        for (var now = 0; now < until; now += every)
        {
            if (pace.Wait == TimeSpan.Zero)
            {
                pace.OnLeft();
                left.Add(now);
            }

            clock.Advance(TimeSpan.FromMilliseconds(every));
        }

        return left;
    }
}
