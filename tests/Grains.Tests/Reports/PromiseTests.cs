using Grains.Interfaces.Catalogue;
using Grains.Reports.Promises;
using Grains.Tests.Catalogue;
using Grains.Tests.Dossiers;
using Shouldly;
using Xunit;

namespace Grains.Tests.Reports;

/// <summary>
/// Which choice of counting led to a promise. Five working days from 02-27 (a Friday), 08:00, are over on 03-06; the office's calendar has
/// 03-02 off here, so that it is 03-09.
/// </summary>
public sealed class PromiseTests
{
    [Theory]
    [InlineData("03-09 08:00", null, null)]
    [InlineData("03-09 17:30", null, null)]
    [InlineData("03-06 17:00", "holiday-counted", null)]
    [InlineData("03-16 08:00", "extended", 7)]
    [InlineData("03-30 08:00", "extended", 21)]
    [InlineData("03-11 08:00", "longer", 2)]
    [InlineData("03-04 08:00", "shorter", 3)]
    public void The_first_choice_that_explains_the_date_is_the_reason(string promised, string? reason, int? days)
    {
        var promise = Compare("02-27 08:00", promised);
        promise.Difference.ShouldBe(reason is null ? null : (reason, days));
        promise.IsSameInstant.ShouldBe(promised == "03-09 08:00");
    }

    [Fact]
    public void The_day_of_reception_as_the_first_day()
    {
        Compare("03-10 08:00", "03-16 08:00").Difference.ShouldBe(("start-day-counted", null));
    }

    [Fact]
    public void A_reception_on_a_day_off_counted_from_that_day()
    {
        // Sunday 03-08: five open days after it end on Friday, from the next opening on Monday they end on the Monday after.
        Compare("03-08 09:00", "03-16 07:30").Difference.ShouldBeNull();
        Compare("03-08 09:00", "03-13 09:00", "ten-days").Difference.ShouldBe(("shorter", 6));
        Compare("03-08 09:00", "03-13 09:00", "two-hours").Difference!.Value.Reason.ShouldBe("longer");
    }

    [Theory]
    [InlineData("no-limit", "no-duration"), InlineData("unknown", "unknown-procedure")]
    public void What_cannot_be_compared_says_why(string procedure, string why) => Compare("02-27 08:00", "03-09 08:00", procedure).Uncompared.ShouldBe(why);

    [Fact]
    public void Sums_keep_every_dossier_and_a_few_samples()
    {
        var count = new PromiseCount();
        for (var i = 0; i < 40; i++)
            count.Add(new Promise($"D{i:00}", "p", Allowance.None, null, false, i < 10 ? null : ("longer", i)));
        var row = count.ToRow("p", null);
        (row.Dossiers, row.SameDate, row.Rate).ShouldBe((40, 10, 0.25));
        row.Differences.Sum(difference => difference.Dossiers).ShouldBe(30);
        (row.Differences[^1].Reason, row.Differences[^1].Days, row.Differences[^1].Dossiers).ShouldBe(("longer", null, 18));
        row.Differences.ShouldAllBe(difference => difference.Samples.Length > 0 && difference.Samples.Length <= 3);
    }

    private static Promise Compare(string received, string promised, string procedure = "five-days")
    {
        var reference = Office.Reference.With(new Grains.Catalogue.DocumentSet
        {
            Calendars = [("office", 2, Time.Calendars.OfficeDocument() with { YearlyClosed = ["03-02"] })],
            Procedures = [("ten-days", 1, Office.Procedure("ten-days", AllowanceUnit.WorkingDays, 10))],
        });
        var dossier = new ADossier { Reference = reference }.Received(received, promised, procedure);
        return new PromiseComparison(reference).Compare(dossier.View).ShouldNotBeNull();
    }
}
