using Grains.Catalogue;
using Grains.Storage;
using Grains.Tests.Storage;
using Grains.Tests.Time;
using Shouldly;
using Tests.Shared;
using Xunit;

namespace Grains.Tests.Catalogue;

public sealed class ReferenceDataTests
{
    private static readonly ReferenceData Reference = Office.Reference.With(new DocumentSet
    {
        Agencies =
        [
            (Office.Department, 2, Office.Agency(Office.Department, Office.Province) with { Calendar = "shifts" }),
            ("QN.lost", 1, Office.Agency("QN.lost", Office.Province) with { Calendar = "nowhere" }),
        ],
        Calendars = [("shifts", 1, Calendars.AllWeek("Asia/Ho_Chi_Minh", ("06:00", "22:00")) with { Id = "shifts" })],
    });

    [Theory]
    [InlineData(Office.Department, "shifts")]
    [InlineData(Office.Division, "shifts")]
    [InlineData(Office.Commune, "office")]
    [InlineData(Office.Province, "office")]
    [InlineData("unknown", "office")]
    [InlineData("QN.lost", null)]
    public void An_agency_works_by_its_own_calendar_or_the_nearest_above_or_the_default(string agency, string? calendar)
    {
        Reference.CalendarOf(agency)?.Id.ShouldBe(calendar);
    }

    [Fact]
    public void Without_a_default_there_is_no_calendar_rather_than_one_that_never_closes()
    {
        ReferenceData.Empty.CalendarOf(Office.Department).ShouldBeNull();
    }

    [Fact]
    public void The_newest_version_is_in_force_and_older_ones_can_be_found()
    {
        Reference.Agencies.Find(Office.Department)!.Calendar.ShouldBe("shifts");
        Reference.Agencies.Find(Office.Department, 1)!.Calendar.ShouldBeNull();
        Reference.Agencies.VersionOf(Office.Department).ShouldBe(2);
        Reference.Agencies.VersionOf("unknown").ShouldBe(0);
        Reference.Version.ShouldBe(Office.Reference.Version + 3);
    }

    [Fact]
    public void A_branch_is_the_agency_and_everything_below_it()
    {
        Reference.Branch(Office.Department).ShouldBe([Office.Department, Office.Division]);
        Reference.Branch(Office.Province).Count.ShouldBe(6);
        Reference.Branch(Office.Hall).ShouldBe([Office.Hall]);
    }

    [Fact]
    public async Task An_empty_store_gets_the_calendars_of_the_program_once()
    {
        using var store = new TempStorage();
        var holder = new ReferenceHolder();
        var loader = new ReferenceLoader(store.Storage.References, holder, new FakeClock());
        await loader.LoadAsync(CancellationToken.None);
        holder.Current.Calendars.Find(DefaultPolicy.Document.DefaultCalendar).ShouldNotBeNull().Version.ShouldBe(1);
        var version = holder.Current.Version;

        await loader.LoadAsync(CancellationToken.None);
        holder.Current.Version.ShouldBe(version);
    }

    [Fact]
    public async Task Stored_documents_are_read_as_they_were_written()
    {
        using var store = new TempStorage();
        var agency = Office.Agency("QN", null) with { ValidFrom = new DateOnly(2025, 7, 1), OpenCatalogue = true, Level = "province" };
        var calendar = Calendars.OfficeDocument();
        await store.Storage.References.AddAsync(
            [
                DocumentKinds.Agency.Stored(("QN", 1, agency), Rows.Monday),
                DocumentKinds.Calendar.Stored((calendar.Id, 1, calendar), Rows.Monday),
                DocumentKinds.Policy.Stored((ReferenceData.PolicyId, 1, Office.Policy), Rows.Monday),
            ],
            CancellationToken.None);
        var holder = new ReferenceHolder();
        await new ReferenceLoader(store.Storage.References, holder, new FakeClock()).LoadAsync(CancellationToken.None);

        holder.Current.Agencies.Find("QN").ShouldBe(agency);
        holder.Current.CalendarOf("QN")!.Id.ShouldBe("office");
        holder.Current.Policy.Rungs.ShouldBe(Office.Policy.Rungs);
        holder.Current.Policy.MinimumRatings.ShouldBe(2);
    }
}
