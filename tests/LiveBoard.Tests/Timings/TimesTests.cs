using FsCheck;
using FsCheck.Fluent;
using Grains.Interfaces.Operations;
using LiveBoard.Tests.Support;
using LiveBoard.Timings;
using Shouldly;
using Xunit;

namespace LiveBoard.Tests.Timings;

public sealed class TimesTests
{
    private const double WithinFivePercent = 0.05;

    // From a tenth of a millisecond to a day, each size as often as any other.
    private static readonly Arbitrary<double[]> Seconds = Arb.From(
        Gen.Choose(-4_000, 4_900).Select(exponent => Math.Pow(10, exponent / 1_000.0)).NonEmptyListOf().Select(list => list.ToArray()));

    [Fact]
    public void A_percentile_is_right_to_within_five_per_cent() => Prop.ForAll(Seconds, Gen.Elements(0.01, 0.5, 0.9, 0.99, 1.0).ToArbitrary(), (seconds, share) =>
    {
        var histogram = new LogHistogram();
        foreach (var one in seconds)
            histogram.Add(one);
        var exact = seconds.Order().ElementAt((int)Math.Ceiling(seconds.Length * share) - 1);
        histogram.Percentile(share).ShouldBe(exact, exact * WithinFivePercent);
        histogram.Max.ShouldBe(seconds.Max());
        histogram.Count.ShouldBe(seconds.Length);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_is_out_of_bounds_is_counted_at_the_bound()
    {
        var histogram = new LogHistogram();
        histogram.Add(-1);
        histogram.Add(0);
        histogram.Add(1e9);
        (histogram.Count, histogram.Max).ShouldBe((3, 1e9));
        histogram.Percentile(0.5).ShouldBe(0.0001);
        histogram.Percentile(1).ShouldBe(86_400, 86_400 * WithinFivePercent);
    }

    [Fact]
    public void Lately_forgets_and_the_start_does_not()
    {
        var time = new FakeTime(Frames.Start);
        var times = new RecentTimes(time);
        times.Add(8);
        time.Advance(TimeSpan.FromMinutes(2));
        times.Add(1);
        (times.Tell().Recent.Count, times.Tell().Recent.MaxSeconds).ShouldBe((2, 8));
        time.Advance(TimeSpan.FromMinutes(3));
        (times.Tell().Recent.Count, times.Tell().Recent.MaxSeconds).ShouldBe((1, 1));
        (times.Tell().SinceStart.Count, times.Tell().SinceStart.MaxSeconds).ShouldBe((2, 8));
        time.Advance(TimeSpan.FromHours(5));
        times.Tell().Recent.ShouldBe(new Percentiles(0, null, null, null));
        times.Add(2);
        (times.Tell().Recent.Count, times.Tell().SinceStart.Count).ShouldBe((1, 3));
    }
}
