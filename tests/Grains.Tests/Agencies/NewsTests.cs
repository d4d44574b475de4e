using Grains.Agencies;
using Shouldly;
using Xunit;

namespace Grains.Tests.Agencies;

public sealed class NewsTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private static readonly TimeSpan Gap = TimeSpan.FromMilliseconds(50);

    private readonly News _news = new(Gap);

    [Fact]
    public void The_first_change_is_told_at_once_and_the_next_after_the_gap()
    {
        _news.Hear(Start, Start).ShouldBe(TimeSpan.Zero);
        _news.Tell(At(1)).ShouldBe(Start);
        _news.Hear(At(11), At(11)).ShouldBe(TimeSpan.FromMilliseconds(40));
        _news.Tell(At(51)).ShouldBe(At(11));
        _news.Hear(At(500), At(500)).ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void Changes_meanwhile_wait_for_the_same_telling_and_the_oldest_counts()
    {
        _news.Hear(At(20), At(20)).ShouldBe(TimeSpan.Zero);
        _news.Hear(At(30), At(30)).ShouldBeNull();
        _news.Hear(At(10), At(31)).ShouldBeNull(); // A branch below tells what it counted before.
        _news.Tell(At(40)).ShouldBe(At(10));
    }

    [Fact]
    public void What_is_told_is_no_news()
    {
        _news.Since.ShouldBeNull();
        _news.Hear(Start, Start);
        _news.Since.ShouldBe(Start);
        _news.Tell(Start);
        _news.Since.ShouldBeNull();
        _news.Tell(Start).ShouldBeNull();
    }

    private static DateTimeOffset At(double milliseconds) => Start.AddMilliseconds(milliseconds);
}
