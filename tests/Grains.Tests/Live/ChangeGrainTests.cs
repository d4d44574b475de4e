using Grains.Catalogue;
using Grains.Changes;
using Grains.Interfaces.Catalogue;
using Grains.Interfaces.Changes;
using Grains.Interfaces.Dossiers;
using Grains.Interfaces.Escalation;
using Grains.Storage;
using Grains.Tests.Catalogue;
using Grains.Tests.Changes;
using Grains.Tests.Dossiers;
using Shouldly;
using Xunit;

namespace Grains.Tests.Live;

/// <summary>
/// The office closes from 4 to 10 March. D1 (received 2 March, five working days) is due on the 9th by the calendar as it was, and on the
/// 16th by the new one.
/// </summary>
public sealed class ChangeGrainTests : LiveTest
{
    private protected override async Task PrepareAsync()
    {
        // As stored as in force, so that new versions follow on the same numbers.
        await Service.Get<IReferenceStore>().AddAsync(
            [new ReferenceVersion("calendar", "office", 1, Service.Clock.GetUtcNow(), System.Text.Json.JsonSerializer.Serialize(Time.Calendars.OfficeDocument(), ReferenceJson.Options))],
            CancellationToken.None);
        await Service.IngestAsync(Told.Received("D1", "03-02 08:00"));
    }

    private IChangeGrain Changes => Service.Grains.GetGrain<IChangeGrain>(IChangeGrain.Key);

    private ICatalogueGrain Catalogue => Service.Grains.GetGrain<ICatalogueGrain>(ICatalogueGrain.Key);

    [Fact]
    public async Task A_preview_tells_and_changes_nothing()
    {
        var preview = await PreviewAsync(Moved.Closed);
        preview.State.ShouldBe(ChangeState.Previewed);
        preview.Changed.ShouldBe(["office"]);
        (preview.Impact.Examined, preview.Impact.Total.Touched, preview.Impact.Total.Later).ShouldBe((1, 1, 1));
        preview.Impact.Samples.ShouldHaveSingleItem().ShouldBe(new ImpactSample(
            ImpactEffect.Later, "D1", Office.Department, ADossier.At("03-09 08:00"), ADossier.At("03-09 08:00"), ADossier.At("03-16 08:00")));
        (await DueAsync("D1")).ShouldBe(ADossier.At("03-09 08:00"));
        Service.Reference.Current.Calendars.VersionOf("office").ShouldBe(1);
    }

    [Fact]
    public async Task Applied_it_moves_what_it_said_and_keeps_what_was_promised()
    {
        var applied = await ApplyAsync(await PreviewAsync(Moved.Closed));
        applied.State.ShouldBe(ChangeState.Applied);
        (await DueAsync("D1")).ShouldBe(ADossier.At("03-16 08:00"));
        var act = applied.Acts.ShouldHaveSingleItem();
        (act.Verb, act.By, act.Reason, act.Moved, act.Before.Open, act.After!.Open).ShouldBe((ChangeVerb.Apply, "an", "bão số 3", 1, 1, 1));
        var row = (await Service.Get<IDossierStore>().ReadAsync("D1", CancellationToken.None))!;
        var state = DossierStateJson.Read(row.Payload);
        state.FormerPins.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            former => former.Change.ShouldBe(applied.Id), former => former.Due.ShouldBe(ADossier.At("03-09 08:00")));
        await Service.IngestAsync(Told.Received("D2", "03-02 08:30"));
        (await DueAsync("D2")).ShouldBe(ADossier.At("03-16 08:30"), "whatever is received from now on has the new rules");
    }

    [Fact]
    public async Task Alerts_whose_cause_falls_away_are_withdrawn_and_come_back_as_they_stood_when_it_is_undone()
    {
        await Service.PassAsync(ADossier.At("03-09 09:00"), async () => (await AlertsAsync()).Contains("due"), TimeSpan.FromMinutes(1));
        await Service.Dossier("D1").CommandAlertAsync(
            new AlertCommand(new AlertId("D1", "due"), AlertAct.Acknowledge, "c1", 1, "officer", null), CancellationToken.None);
        (await Service.FiguresAsync(Office.Province)).Overdue.ShouldBe(1);

        var preview = await PreviewAsync(Moved.Closed);
        (preview.Impact.Total.StopsBeingLate, preview.Impact.Total.AlertsWithdrawn).ShouldBe((1, 2));
        await ApplyAsync(preview);
        (await Service.FiguresAsync(Office.Province)).Overdue.ShouldBe(0);
        (await AlertsAsync()).ShouldBeEmpty();

        await UndoAsync(preview.Id);
        (await Service.FiguresAsync(Office.Province)).Overdue.ShouldBe(1);
        (await AlertsAsync()).ShouldBe(["dueSoon", "due"], ignoreOrder: true);
        (await Service.DetailAsync("D1"))!.Alerts.Single(alert => alert.Rung == "due").ShouldSatisfyAllConditions(
            alert => alert.State.ShouldBe(AlertState.Acknowledged), alert => alert.Owner.ShouldBe("officer"));
    }

    [Fact]
    public async Task Undone_the_content_from_before_is_in_force_as_a_new_version()
    {
        var preview = await PreviewAsync(Moved.Closed);
        await ApplyAsync(preview);
        var undone = await UndoAsync(preview.Id);
        undone.State.ShouldBe(ChangeState.Undone);
        undone.Acts.Length.ShouldBe(2);
        (await DueAsync("D1")).ShouldBe(ADossier.At("03-09 08:00"));
        (await Service.DetailAsync("D1"))!.Clocks[0].Calendar.ShouldBe("office@1");
        Service.Reference.Current.Calendars.VersionOf("office").ShouldBe(3);
        await Service.IngestAsync(Told.Received("D2", "03-02 08:00"));
        (await DueAsync("D2")).ShouldBe(ADossier.At("03-09 08:00"));
        (await Changes.ActAsync(new ChangeCommand(preview.Id, ChangeVerb.Undo, "an", null), CancellationToken.None)).Outcome.ShouldBe(ChangeOutcome.WrongState);
    }

    [Fact]
    public async Task What_was_put_already_can_be_brought_to_open_dossiers_by_an_empty_preview()
    {
        await Catalogue.PutAsync(new CalendarsDocument([Moved.Closed]), CancellationToken.None);
        (await DueAsync("D1")).ShouldBe(ADossier.At("03-09 08:00"));
        var preview = (await Changes.PreviewAsync(new CalendarsDocument([]), CancellationToken.None)).Preview!;
        (preview.Changed.Length, preview.Impact.Total.Later).ShouldBe((0, 1));
        await ApplyAsync(preview);
        (await DueAsync("D1")).ShouldBe(ADossier.At("03-16 08:00"));
        Service.Reference.Current.Calendars.VersionOf("office").ShouldBe(2, "nothing new was put into force");
        await UndoAsync(preview.Id);
        (await DueAsync("D1")).ShouldBe(ADossier.At("03-09 08:00"));
    }

    [Fact]
    public async Task A_preview_whose_basis_has_changed_is_refused()
    {
        var preview = await PreviewAsync(Moved.Closed);
        await Catalogue.PutAsync(new AgenciesDocument([Office.Agency("QN.moi", Office.Province)]), CancellationToken.None);
        (await ActAsync(preview.Id, ChangeVerb.Apply)).Outcome.ShouldBe(ChangeOutcome.Stale);
        (await DueAsync("D1")).ShouldBe(ADossier.At("03-09 08:00"));
    }

    [Fact]
    public async Task A_preview_expires()
    {
        var preview = await PreviewAsync(Moved.Closed);
        Service.Clock.Advance(ChangeGrain.PreviewLife + TimeSpan.FromMinutes(1));
        (await ActAsync(preview.Id, ChangeVerb.Apply)).Outcome.ShouldBe(ChangeOutcome.Expired);
        (await Changes.GetAsync(preview.Id, CancellationToken.None))!.State.ShouldBe(ChangeState.Expired);
    }

    [Fact]
    public async Task While_one_runs_nothing_else_changes_and_it_goes_on_by_itself()
    {
        var preview = await PreviewAsync(Moved.Closed);
        var other = await PreviewAsync(Moved.AllDay);
        Service.Store.IsDown = true;
        (await ActAsync(preview.Id, ChangeVerb.Apply)).Outcome.ShouldBe(ChangeOutcome.Begun);
        (await ActAsync(other.Id, ChangeVerb.Apply)).ShouldSatisfyAllConditions(
            result => result.Outcome.ShouldBe(ChangeOutcome.OtherRuns), result => result.Change!.Id.ShouldBe(preview.Id));
        (await ActAsync(preview.Id, ChangeVerb.Undo)).Outcome.ShouldBe(ChangeOutcome.OtherRuns);
        (await ActAsync(preview.Id, ChangeVerb.Apply)).Outcome.ShouldBe(ChangeOutcome.Begun, "the same again begins nothing anew");
        (await Catalogue.PutAsync(new AgenciesDocument([Office.Agency("QN.moi", Office.Province)]), CancellationToken.None)).Running.ShouldBe(preview.Id);
        (await Changes.PreviewAsync(new CalendarsDocument([Moved.AllDay]), CancellationToken.None)).Running.ShouldBe(preview.Id);

        Service.Store.IsDown = false;
        (await EndAsync(preview.Id)).State.ShouldBe(ChangeState.Applied);
        (await DueAsync("D1")).ShouldBe(ADossier.At("03-16 08:00"));
        (await ActAsync(other.Id, ChangeVerb.Apply)).Outcome.ShouldBe(ChangeOutcome.Stale);
    }

    [Fact]
    public async Task Only_the_newest_change_can_be_undone_and_only_while_its_documents_are_the_newest()
    {
        var first = await PreviewAsync(Moved.Closed);
        await ApplyAsync(first);
        Service.Clock.Advance(TimeSpan.FromSeconds(1));
        var second = await PreviewAsync(Moved.AllDay);
        await ApplyAsync(second);
        (await ActAsync(first.Id, ChangeVerb.Undo)).ShouldSatisfyAllConditions(
            result => result.Outcome.ShouldBe(ChangeOutcome.Superseded), result => result.Change!.Id.ShouldBe(second.Id));
        await Catalogue.PutAsync(new CalendarsDocument([Moved.Closed]), CancellationToken.None);
        (await ActAsync(second.Id, ChangeVerb.Undo)).Outcome.ShouldBe(ChangeOutcome.Superseded);
    }

    [Fact]
    public async Task Problems_are_those_of_a_put_and_ids_that_never_were_are_unknown()
    {
        (await Changes.PreviewAsync(new CalendarsDocument([new CalendarDocument { Id = "x" }]), CancellationToken.None)).Problems.ShouldNotBeEmpty();
        (await Changes.PreviewAsync(new CalendarsDocument(default), CancellationToken.None)).Problems.ShouldNotBeEmpty();
        foreach (var id in new[] { "99", "0", "-1", "x", "", "01", "99999999999999999999" })
            (await ActAsync(id, ChangeVerb.Apply)).Outcome.ShouldBe(ChangeOutcome.NoSuchChange, id);
    }

    [Fact]
    public async Task Of_previews_that_were_never_applied_the_newest_are_kept()
    {
        var first = await PreviewAsync(Moved.Closed);
        for (var i = 0; i < ChangeGrain.MaxPreviews; i++)
            await PreviewAsync(Moved.Closed);
        (await Changes.ListAsync(CancellationToken.None)).Changes.Length.ShouldBe(ChangeGrain.MaxPreviews);
        (await Changes.GetAsync(first.Id, CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task An_ended_dossier_stays_as_it_is()
    {
        await Service.IngestAsync(Told.Event(EventType.Finished, "D1", "03-02 08:30"));
        (await PreviewAsync(Moved.Closed)).Impact.Examined.ShouldBe(0);
        (await Service.Dossier("D1").RepinAsync("5", ReferenceKind.Calendars, CancellationToken.None)).ShouldBeFalse();
    }

    private async Task<ChangeDetail> PreviewAsync(CalendarDocument calendar) =>
        (await Changes.PreviewAsync(new CalendarsDocument([calendar]), CancellationToken.None)).Preview.ShouldNotBeNull();

    private Task<ChangeResult> ActAsync(string change, ChangeVerb verb) =>
        Changes.ActAsync(new ChangeCommand(change, verb, "an", "bão số 3"), CancellationToken.None);

    private async Task<ChangeDetail> ApplyAsync(ChangeDetail preview)
    {
        (await ActAsync(preview.Id, ChangeVerb.Apply)).Outcome.ShouldBe(ChangeOutcome.Begun);
        return await EndAsync(preview.Id);
    }

    private async Task<ChangeDetail> UndoAsync(string change)
    {
        (await ActAsync(change, ChangeVerb.Undo)).Outcome.ShouldBe(ChangeOutcome.Begun);
        return await EndAsync(change);
    }

    private async Task<ChangeDetail> EndAsync(string change)
    {
        var now = Service.Clock.GetUtcNow();
        await Service.PassAsync(now, async () => !(await Changes.GetAsync(change, CancellationToken.None))!.IsRunning, TimeSpan.FromMilliseconds(100));
        return (await Changes.GetAsync(change, CancellationToken.None))!;
    }

    private async Task<DateTimeOffset?> DueAsync(string dossier) => (await Service.DetailAsync(dossier))!.Clocks[0].Due;

    private async Task<IEnumerable<string>> AlertsAsync() =>
        (await Service.DetailAsync("D1"))!.Alerts.Where(alert => alert.IsOpen).Select(alert => alert.Rung);
}
