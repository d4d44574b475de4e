using FsCheck.Fluent;
using Grains.Catalogue;
using Grains.Interfaces.Agencies;
using Grains.Interfaces.Catalogue;
using Grains.Interfaces.Dossiers;
using Grains.Interfaces.Reports;
using Grains.Reports;
using Grains.Storage;
using Grains.Tests.Catalogue;
using Grains.Tests.Dossiers;
using Grains.Tests.Storage;
using Shouldly;
using Xunit;

namespace Grains.Tests.Live;

/// <summary>Boards and standing as of an instant, asked of the whole service.</summary>
public sealed class PastTests : IAsyncLifetime
{
    private static readonly string[] Boards = [Office.Province, Office.Hall, Office.Department, Office.Division, Office.Commune];
    private static readonly DateTimeOffset Now = ADossier.At("03-24 08:00");

    private readonly TempStorage _folder = new();
    private Service _service = null!; // Set before each test.

    public async Task InitializeAsync()
    {
        _service = await Service.StartAsync(_folder.Folder, Now);
        await _service.Get<IReferenceStore>().AddAsync([.. Stored()], CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        await _service.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task As_of_now_everything_is_as_it_is_live()
    {
        await _service.IngestAsync([.. Random()]);
        foreach (var agency in Boards)
        {
            var live = await _service.BoardAsync(agency);
            var past = await PastAsync(agency, Now);
            past.Epoch.ShouldBe("asOf");
            Seen(past).ShouldLookLike(Seen(live));
        }

        foreach (var agency in new[] { null, Office.Province, Office.Department })
        {
            var live = await StandingAsync(new StandingQuery(agency, null, null));
            live.Total.Received.ShouldBeGreaterThan(10);
            (await StandingAsync(new StandingQuery(agency, null, null, new Past(Now)))).ShouldLookLike(live);
            var from = ADossier.At("03-05 00:00");
            (await StandingAsync(new StandingQuery(agency, from, from.AddDays(5), new Past(Now)))).ShouldLookLike(await StandingAsync(new StandingQuery(agency, from, from.AddDays(5))));
        }
    }

    [Fact]
    public async Task A_past_day_stays_what_it_was_when_rules_and_tree_change_and_more_happens()
    {
        var events = Random().ToList();
        var then = ADossier.At("03-09 09:00");
        await _service.IngestAsync([.. events.Where(told => told.At <= then)]);
        var query = new StandingQuery(Office.Province, null, null, new Past(then));
        var standing = await StandingAsync(query);
        var boards = await Task.WhenAll(Boards.Select(agency => PastAsync(agency, then)));

        _service.Clock.MoveTo(Now.AddDays(1));
        var catalogue = _service.Grains.GetGrain<ICatalogueGrain>(ICatalogueGrain.Key);
        (await catalogue.PutAsync(new ProceduresDocument([Office.Procedure("five-days", AllowanceUnit.WorkingDays, 1)]), default)).Problems.ShouldBeEmpty();
        (await catalogue.PutAsync(new PoliciesDocument([Office.Policy with { MinimumRatings = 1, DueSoon = new Allowance(AllowanceUnit.Hours, 100) }]), default)).Problems.ShouldBeEmpty();
        (await catalogue.PutAsync(new CalendarsDocument([Grains.Tests.Time.Calendars.OfficeDocument() with { Zone = "Asia/Tokyo", YearlyClosed = ["03-10"] }]), default)).Problems.ShouldBeEmpty();
        (await catalogue.PutAsync(new AgenciesDocument([Office.Agency(Office.Division, Office.Commune), Office.Agency("NEW", Office.Department)]), default)).Problems.ShouldBeEmpty();
        await _service.IngestAsync([.. events.Where(told => told.At > then)]);

        (await StandingAsync(query)).ShouldLookLike(standing);
        for (var i = 0; i < Boards.Length; i++)
            Seen(await PastAsync(Boards[i], then)).ShouldLookLike(Seen(boards[i]));
        (await StandingAsync(query with { Past = new Past(Now.AddDays(1)) })).ShouldNotBe(standing);
    }

    [Fact]
    public async Task What_came_late_is_left_out_of_what_was_known()
    {
        await _service.IngestAsync(Told.Received("D1", "03-02 08:00"));
        _service.Clock.MoveTo(Now.AddHours(1));
        await _service.IngestAsync(Told.Received("D2", "03-02 09:00"));
        var at = ADossier.At("03-03 08:00");
        (await PastAsync(Office.Province, at)).Figures.Open.ShouldBe(2);
        (await _service.Grains.GetGrain<IReportGrain>("r").GetPastBoardAsync(Office.Province, new Past(at, Now), default))!.Figures.Open.ShouldBe(1);
        (await PastAsync(Office.Province, ADossier.At("03-02 08:30"))).Figures.Open.ShouldBe(1);
        (await PastAsync(Office.Province, ADossier.At("03-02 07:00"))).Figures.ShouldBe((await PastAsync(Office.Commune, at)).Figures with { OnTime = OnTimeRate.Of(0, 0, "internal", "2026-03") });
    }

    [Fact]
    public async Task More_questions_at_once_than_are_answered_are_refused()
    {
        var reader = _service.Get<PastReader>();
        using var leave = new CancellationTokenSource();
        await _service.IngestAsync(Told.Received("D1", "03-02 08:00"));
        using var held = new ManualResetEventSlim();
        var waiting = Enumerable.Range(0, PastReader.MaxWaiting + 1).Select(_ => reader.ReadAsync<object>(new StateFilter(Now), (_, _) =>
        {
            held.Wait(leave.Token);
            return null;
        }, _ => { }, leave.Token)).ToList();
        await Should.ThrowAsync<PastBusyException>(() => PastAsync(Office.Province, Now));
        held.Set();
        await Task.WhenAll(waiting);
        (await PastAsync(Office.Province, Now)).Figures.Open.ShouldBe(1);
    }

    private async Task<BoardFrame> PastAsync(string agency, DateTimeOffset at) =>
        (await _service.Grains.GetGrain<IReportGrain>("report").GetPastBoardAsync(agency, new Past(at), CancellationToken.None)).ShouldNotBeNull();

    private Task<StandingReport> StandingAsync(StandingQuery query) =>
        _service.Grains.GetGrain<IReportGrain>("report").GetStandingAsync(query, CancellationToken.None);

    // Sources are left out: where a dossier was transferred from, live boards remember what came while it was there.
    private static object Seen(BoardFrame board) => board with
    {
        Epoch = "", Sequence = 0, Sources = [],
        Alerts = [.. board.Alerts.Select(alert => alert with { Version = 0 })],
        Children = [.. board.Children.Where(child => child.Agency.Code != "NEW").Select(child => child with { AsOf = null })],
    };

    // The random lives of many dossiers.
    private static IEnumerable<DossierEvent> Random() => Telling.Arbitrary.Generator.Sample(60)
        .SelectMany((telling, i) => telling.Events.Select(told => told with { Dossier = $"D{i}", Id = $"{i}-{told.Id}" })).OrderBy(told => told.At);

    private static IEnumerable<ReferenceVersion> Stored()
    {
        var at = ADossier.At("01-05 08:00");
        var known = Office.Reference;
        return DocumentKinds.Agency.Changes(ReferenceData.Empty, known.Agencies.Newest).Select(entry => DocumentKinds.Agency.Stored(entry, at))
            .Concat(DocumentKinds.Procedure.Changes(ReferenceData.Empty, known.Procedures.Newest).Select(entry => DocumentKinds.Procedure.Stored(entry, at)))
            .Concat(DocumentKinds.Calendar.Changes(ReferenceData.Empty, known.CalendarDocuments.Newest).Select(entry => DocumentKinds.Calendar.Stored(entry, at)))
            .Concat(DocumentKinds.Policy.Changes(ReferenceData.Empty, known.Policies.Newest).Select(entry => DocumentKinds.Policy.Stored(entry, at)));
    }
}
