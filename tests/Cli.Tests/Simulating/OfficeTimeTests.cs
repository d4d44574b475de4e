using System.Globalization;
using Monitor.Demo;
using Shouldly;
using Xunit;

namespace Cli.Tests.Simulating;

public sealed class OfficeTimeTests
{
    [Theory]
    [InlineData("2026-11-20T08:00:00+07:00", 1, "2026-11-20T09:00:00+07:00")]
    [InlineData("2026-11-20T11:00:00+07:00", 1, "2026-11-20T14:00:00+07:00")] // over lunch
    [InlineData("2026-11-20T17:00:00+07:00", 1, "2026-11-23T08:00:00+07:00")] // Friday into Monday
    [InlineData("2026-11-21T03:00:00+07:00", 0, "2026-11-23T07:30:00+07:00")]
    [InlineData("2026-11-16T09:00:00+07:00", 40, "2026-11-23T09:00:00+07:00")]
    public void Working_time_passes_only_when_offices_are_open(string start, double hours, string expected) =>
        OfficeTime.After(Instant(start), TimeSpan.FromHours(hours)).ShouldBe(Instant(expected));

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
