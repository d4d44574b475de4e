using FsCheck;
using FsCheck.Fluent;
using LiveBoard.Operations;
using LiveBoard.Tests.Support;
using Shouldly;
using Xunit;

namespace LiveBoard.Tests.Operations;

public sealed class ClockAheadTests
{
    private static readonly Arbitrary<(int Ahead, int There, int Back)> Cases =
        Gen.Choose(-5_000, 5_000).SelectMany(ahead => Gen.Choose(0, 2_000).Two().Select(way => (ahead, way.Item1, way.Item2))).ToArbitrary();

    [Fact]
    public void Never_more_is_said_than_is_so_and_no_less_than_that_and_the_way() => Prop.ForAll(Cases, one =>
    {
        var told = Frames.Start.AddMilliseconds(one.There + one.Ahead);
        var least = ClockAhead.AtLeast(Frames.Start, told, Frames.Start.AddMilliseconds(one.There + one.Back)).TotalMilliseconds;
        Math.Abs(least).ShouldBeLessThanOrEqualTo(Math.Abs(one.Ahead));
        Math.Abs(least).ShouldBeGreaterThanOrEqualTo(Math.Abs(one.Ahead) - one.There - one.Back);
        (least * one.Ahead).ShouldBeGreaterThanOrEqualTo(0);
    }).QuickCheckThrowOnFailure();
}
