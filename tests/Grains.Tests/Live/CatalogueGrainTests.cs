using Grains.Catalogue;
using Grains.Interfaces.Catalogue;
using Grains.Storage;
using Grains.Tests.Catalogue;
using Grains.Tests.Dossiers;
using Grains.Tests.Time;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace Grains.Tests.Live;

public sealed class CatalogueGrainTests : LiveTest
{
    private ICatalogueGrain Catalogue => Service.Grains.GetGrain<ICatalogueGrain>(ICatalogueGrain.Key);

    [Fact]
    public async Task A_put_merges_by_code_and_tells_what_changed()
    {
        var result = await PutAsync(Office.Agency("QN.moi", Office.Province), Office.Agency(Office.Commune, Office.Province), Office.Agency(Office.Division, Office.Department));
        result.Problems.ShouldBeEmpty();
        result.Added.ShouldBe(["QN.moi"]);
        result.Changed.ShouldBe([Office.Commune], "its catalogue is not open any more");
        result.Unchanged.ShouldBe(1);
        (await Catalogue.GetAgenciesAsync(CancellationToken.None)).Agencies.Select(agency => agency.Code)
            .ShouldBe([Office.Province, Office.Hall, Office.Department, Office.Division, Office.Commune, "QN.moi"], ignoreOrder: true);
        Service.Reference.Current.Agencies.VersionOf(Office.Commune).ShouldBe(2);
    }

    [Fact]
    public async Task One_mistake_and_nothing_changes()
    {
        var before = Service.Reference.Current;
        var result = await PutAsync(Office.Agency("QN.moi", Office.Province), Office.Agency("QN.x", "nowhere"));
        result.Problems.ShouldHaveSingleItem().Field.ShouldBe("agencies[1].parent");
        Service.Reference.Current.ShouldBeSameAs(before);
    }

    [Fact]
    public async Task A_calendar_is_stored_with_warnings_of_what_it_lacks()
    {
        var result = await Catalogue.PutAsync(new CalendarsDocument([Calendars.OfficeDocument() with { Id = "short", ValidTo = new DateOnly(2026, 3, 31) }]), CancellationToken.None);
        result.Added.ShouldBe(["short"]);
        result.Warnings.ShouldContain(warning => warning.Code == "ends-soon" && warning.Field == "calendars[0]");
    }

    [Fact]
    public async Task A_silo_that_hangs_holds_up_a_put_for_five_seconds_and_no_other_one()
    {
        var (hung, well) = (new Silo { Hangs = true }, new Silo());
        await FollowAsync(hung);
        await FollowAsync(well);
        var put = PutAsync(Office.Agency("QN.moi", Office.Province));
        await Service.PassAsync(Service.Clock.GetUtcNow().AddSeconds(4.9), () => Task.FromResult(hung.Told == 1 && well.Told == 1));
        put.IsCompleted.ShouldBeFalse();
        await Service.PassAsync(Service.Clock.GetUtcNow().AddSeconds(0.1), () => Task.FromResult(put.IsCompleted), TimeSpan.FromMilliseconds(1));
        (await put).Added.ShouldBe(["QN.moi"]);

        (await PutAsync(Office.Agency("QN.moi2", Office.Province))).Added.ShouldBe(["QN.moi2"], "and this one waits for nobody: the clock stands");
        (hung.Told, well.Told).ShouldBe((1, 2));
        (await FollowAsync(hung)).ShouldBe(Service.Reference.Current.Version, "by which it knows that it missed something");
    }

    [Fact]
    public async Task A_follower_that_was_left_out_reads_what_it_missed_when_it_follows_again()
    {
        using var stop = new CancellationTokenSource();
        var (there, read) = (new ReferenceHolder(), new List<long>());
        var loader = new ReferenceLoader(Service.Get<IReferenceStore>(), there, Service.Clock);
        var running = new ReferenceFollower(Service.Grains, loader, there, NullLogger<ReferenceFollower>.Instance).RunAsync(Service.Clock, stop.Token);
        await PutAsync(Office.Agency("QN.moi", Office.Province));
        await Service.PassAsync(
            Service.Clock.GetUtcNow() + ReferenceFollower.Every, () => Task.FromResult(there.Current.Agencies.Find("QN.moi") is not null), TimeSpan.FromMilliseconds(1));
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(running);
    }

    [Fact]
    public async Task What_was_put_is_there_after_a_restart()
    {
        await PutAsync(Office.Agency("QN.moi", Office.Province));
        var loader = Service.Get<ReferenceLoader>();
        await loader.LoadAsync(CancellationToken.None);
        Service.Reference.Current.Agencies.Find("QN.moi").ShouldNotBeNull();
    }

    [Fact]
    public async Task An_agency_that_moves_takes_its_dossiers_along()
    {
        await Service.IngestAsync(Told.Received("D1", "03-02 08:00", Office.Division));
        (await Service.FiguresAsync(Office.Department)).Open.ShouldBe(1);
        await PutAsync(Office.Agency(Office.Division, Office.Commune));
        (await Service.FiguresAsync(Office.Department)).Open.ShouldBe(0);
        (await Service.FiguresAsync(Office.Commune)).Open.ShouldBe(1);
        (await Service.FiguresAsync(Office.Province)).Open.ShouldBe(1);
    }

    [Fact]
    public async Task A_new_calendar_moves_no_dossier_that_was_received_before()
    {
        await Service.IngestAsync(Told.Received("D1", "03-02 08:00"));
        var allDay = Calendars.OfficeDocument() with { MakeUp = [], Week = Calendars.Week("mon tue wed thu fri sat sun", ("00:00", "24:00")) };
        (await Catalogue.PutAsync(new CalendarsDocument([allDay]), CancellationToken.None)).Changed.ShouldBe(["office"]);
        await Service.IngestAsync(Told.Received("D2", "03-02 08:00"));
        (await Service.DetailAsync("D1"))!.Clocks[0].ShouldSatisfyAllConditions(
            clock => clock.Due.ShouldBe(ADossier.At("03-09 08:00")), clock => clock.Calendar.ShouldBe("office@1"));
        (await Service.DetailAsync("D2"))!.Clocks[0].ShouldSatisfyAllConditions(
            clock => clock.Due.ShouldBe(ADossier.At("03-07 08:00")), clock => clock.Calendar.ShouldBe("office@2"));
    }

    private Task<PutResult> PutAsync(params AgencyDocument[] agencies) => Catalogue.PutAsync(new AgenciesDocument([.. agencies]), CancellationToken.None);

    private Task<long> FollowAsync(Silo silo) =>
        Catalogue.FollowAsync(Service.Grains.CreateObjectReference<IReferenceObserver>(silo), CancellationToken.None);

    private sealed class Silo : IReferenceObserver
    {
        private volatile int _told;

        public bool Hangs { get; init; }

        public int Told => _told;

        public Task OnReferenceAsync()
        {
            Interlocked.Increment(ref _told);
            return Hangs ? new TaskCompletionSource().Task : Task.CompletedTask;
        }
    }
}
