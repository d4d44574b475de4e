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
using Shouldly;
using Xunit;

namespace Grains.Tests.Live;

/// <summary>Boards and standing as of an instant, asked of the whole service.</summary>
public sealed class PastTests : LiveTest
{
    private static readonly string[] Boards = [Office.Province, Office.Hall, Office.Department, Office.Division, Office.Commune];
    private static readonly DateTimeOffset Now = ADossier.At("03-24 08:00");

    private protected override DateTimeOffset Begin => Now;

    private protected override Task PrepareAsync() => Service.Get<IReferenceStore>().AddAsync([.. Stored()], CancellationToken.None);

    [Fact]
    public async Task As_of_now_everything_is_as_it_is_live()
    {
        await Service.IngestAsync([.. Random()]);
        foreach (var agency in Boards)
        {
            var live = await Service.BoardAsync(agency);
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
        await Service.IngestAsync([.. events.Where(told => told.At <= then)]);
        var query = new StandingQuery(Office.Province, null, null, new Past(then));
        var standing = await StandingAsync(query);
        var boards = await Task.WhenAll(Boards.Select(agency => PastAsync(agency, then)));

        Service.Clock.MoveTo(Now.AddDays(1));
        var catalogue = Service.Grains.GetGrain<ICatalogueGrain>(ICatalogueGrain.Key);
        (await catalogue.PutAsync(new ProceduresDocument([Office.Procedure("five-days", AllowanceUnit.WorkingDays, 1)]), default)).Problems.ShouldBeEmpty();
        (await catalogue.PutAsync(new PoliciesDocument([Office.Policy with { MinimumRatings = 1, DueSoon = new Allowance(AllowanceUnit.Hours, 100) }]), default)).Problems.ShouldBeEmpty();
        (await catalogue.PutAsync(new CalendarsDocument([Grains.Tests.Time.Calendars.OfficeDocument() with { Zone = "Asia/Tokyo", YearlyClosed = ["03-10"] }]), default)).Problems.ShouldBeEmpty();
        (await catalogue.PutAsync(new AgenciesDocument([Office.Agency(Office.Division, Office.Commune), Office.Agency("NEW", Office.Department)]), default)).Problems.ShouldBeEmpty();
        await Service.IngestAsync([.. events.Where(told => told.At > then)]);

        (await StandingAsync(query)).ShouldLookLike(standing);
        for (var i = 0; i < Boards.Length; i++)
            Seen(await PastAsync(Boards[i], then)).ShouldLookLike(Seen(boards[i]));
        (await StandingAsync(query with { Past = new Past(Now.AddDays(1)) })).ShouldNotBe(standing);
    }

    [Fact]
    public async Task What_came_late_is_left_out_of_what_was_known()
    {
        await Service.IngestAsync(Told.Received("D1", "03-02 08:00"));
        Service.Clock.MoveTo(Now.AddHours(1));
        await Service.IngestAsync(Told.Received("D2", "03-02 09:00"));
        var at = ADossier.At("03-03 08:00");
        (await PastAsync(Office.Province, at)).Figures.Open.ShouldBe(2);
        (await Service.Grains.GetGrain<IReportGrain>("r").GetPastBoardAsync(Office.Province, new Past(at, Now), default))!.Figures.Open.ShouldBe(1);
        (await PastAsync(Office.Province, ADossier.At("03-02 08:30"))).Figures.Open.ShouldBe(1);
        (await PastAsync(Office.Province, ADossier.At("03-02 07:00"))).Figures.ShouldBe((await PastAsync(Office.Commune, at)).Figures with { OnTime = OnTimeRate.Of(0, 0, "internal", "2026-03") });
    }

    [Fact]
    public async Task A_figure_names_the_version_of_the_rules_that_were_in_force_on_its_period_s_first_day()
    {
        await Service.IngestAsync(Told.Received("D1", "03-02 08:00"), Told.Event(EventType.Finished, "D1", "03-09 16:00"), Told.Received("D2", "03-02 08:00"));
        var mine = BuiltInRuleSets.Find("ii06a")! with { Comparison = ComparisonRule.Instant, ValidFrom = new DateOnly(2026, 3, 10) };
        var catalogue = Service.Grains.GetGrain<ICatalogueGrain>(ICatalogueGrain.Key);
        (await catalogue.PutAsync(new RuleSetsDocument([mine]), default)).Added.ShouldBe(["ii06a"]);

        // D1 was due at 08:00 of the day on which it was finished.
        var before = await HandlingAsync("ii06a", "03-01 00:00", "04-01 00:00");
        (before.RuleSet, before.Total.ResolvedOnTime, before.Total.InProcessOverdue).ShouldBe(("ii06a@0", 1, 1));
        (before.Rows.Single().Agency, before.Rows.Single().Name!.Vi).ShouldBe((Office.Department, Office.Department));
        var after = await HandlingAsync("ii06a", "03-10 00:00", "04-01 00:00");
        (after.RuleSet, after.Total.Received, after.Total.CarriedOver, after.Total.OnTime.Rate).ShouldBe(("ii06a@1", 1, 1, null));
        (await HandlingAsync("ii06a@1", "03-01 00:00", "04-01 00:00")).Total.ResolvedLate.ShouldBe(1);
        (await Service.Grains.GetGrain<IReportGrain>("r").GetHandlingAsync(new PeriodQuery(null, ADossier.At("03-01 00:00"), null, null, "ii06a@7"), default)).ShouldBeNull();

        var standing = await StandingAsync(new StandingQuery(null, null, null, null, "ii06a@1"));
        (standing.RuleSet, standing.Total.EndedLate, standing.Total.OpenOverdue, standing.Total.OnTime!.Percent).ShouldBe(("ii06a@1", 1, 1, 0.0m));
        (await StandingAsync(new StandingQuery(null, null, null))).Total.OnTime!.RuleSet.ShouldBe("internal@0");
    }

    [Fact]
    public async Task More_questions_at_once_than_are_answered_are_refused()
    {
        var reader = Service.Get<PastReader>();
        using var leave = new CancellationTokenSource();
        await Service.IngestAsync(Told.Received("D1", "03-02 08:00"));
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
        (await Service.Grains.GetGrain<IReportGrain>("report").GetPastBoardAsync(agency, new Past(at), CancellationToken.None)).ShouldNotBeNull();

    private async Task<HandlingReport> HandlingAsync(string ruleSet, string from, string to) =>
        (await Service.Grains.GetGrain<IReportGrain>("report").GetHandlingAsync(new PeriodQuery(null, ADossier.At(from), ADossier.At(to), null, ruleSet), default)).ShouldNotBeNull();

    private async Task<StandingReport> StandingAsync(StandingQuery query) =>
        (await Service.Grains.GetGrain<IReportGrain>("report").GetStandingAsync(query, CancellationToken.None)).ShouldNotBeNull();

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
