using System.Text;
using Grains.Dossiers;
using Grains.Interfaces.Dossiers;
using Grains.Interfaces.Escalation;
using Grains.Storage;
using Grains.Tests.Storage;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;
using Shouldly;
using Xunit;

namespace Grains.Tests.Dossiers;

/// <summary>The state in a row's payload, there and back.</summary>
public sealed class DossierPayloadTests
{
    private static readonly GrainId Id = GrainId.Create("dossier", "d/" + ADossier.Code);

    [Fact]
    public void Everything_comes_back_as_it_was()
    {
        var state = Eventful().State;
        DossierStateJson.Read(DossierStateJson.Write(state)).ShouldLookLike(state);
    }

    [Fact]
    public void It_is_written_as_by_reflection()
    {
        var state = Eventful().State;
        DossierStateJson.Write(state).ShouldBe(DossierStateJson.WriteByReflection(state));
        DossierStateJson.Write(DossierState.Empty).ShouldBe(DossierStateJson.WriteByReflection(DossierState.Empty));
    }

    [Fact]
    public void A_payload_from_before_a_field_was_added_reads_with_its_default()
    {
        const string old = """{"events":[{"event":{"id":"e0","source":"igate","dossier":"QN-1","type":2,"at":"2026-03-02T01:00:00+00:00","agency":"QN.so","procedure":"five-days"},"arrived":"2026-03-02T01:00:00+00:00"}]}""";
        var state = DossierStateJson.Read(Encoding.UTF8.GetBytes(old));
        (state.Alerts.Length, state.Spent.Length, state.Commands.Length, state.Pin).ShouldBe((0, 0, 0, null));
        state.Events[0].Event.Factors.ShouldBeEmpty();
        new DossierView("QN-1", state, Catalogue.Office.Reference).Line(1, ADossier.At("03-02 08:00")).Due.ShouldBe(ADossier.At("03-09 08:00"));
    }

    [Fact]
    public void A_field_from_a_newer_program_is_ignored()
    {
        DossierStateJson.Read("""{"events":[],"fromTheFuture":{"a":1}}"""u8.ToArray()).ShouldLookLike(DossierState.Empty);
    }

    [Fact]
    public async Task A_row_that_was_written_is_read_by_the_next_activation()
    {
        using var store = new TempStorage();
        var storage = new DossierGrainStorage(store.Dossiers);
        var written = new GrainState<DossierRecord>(Record());
        await storage.WriteStateAsync("dossier", Id, written);

        var read = new GrainState<DossierRecord>(null);
        await storage.ReadStateAsync("dossier", Id, read);
        read.State!.State.ShouldLookLike(written.State!.State);
        (read.State.Version, read.ETag, read.RecordExists).ShouldBe((1, written.ETag, true));
    }

    [Fact]
    public async Task A_dossier_without_a_row_reads_as_empty()
    {
        using var store = new TempStorage();
        var read = new GrainState<DossierRecord>(null);
        await new DossierGrainStorage(store.Dossiers).ReadStateAsync("dossier", Id, read);
        (read.State!.Version, read.State.State, read.RecordExists).ShouldBe((0, DossierState.Empty, false));
    }

    [Fact]
    public async Task Of_two_writers_of_the_same_version_one_is_refused()
    {
        using var store = new TempStorage();
        var storage = new DossierGrainStorage(store.Dossiers);
        await storage.WriteStateAsync("dossier", Id, new GrainState<DossierRecord>(Record()));
        await Should.ThrowAsync<InconsistentStateException>(() => storage.WriteStateAsync("dossier", Id, new GrainState<DossierRecord>(Record())));
    }

    private static DossierRecord Record()
    {
        var dossier = Eventful();
        return new DossierRecord().With(dossier.State, dossier.Line);
    }

    private static ADossier Eventful()
    {
        var dossier = new ADossier { Mode = IngestMode.Backfill }.Received("03-02 08:00", point: Catalogue.Office.Hall).Tell(EventType.Step, "03-06 09:00");
        dossier.Mode = IngestMode.Live;
        dossier.Tell(EventType.Rated, "03-07 09:00", told => told with { Value = 4, Scale = 5, Factors = ["thái độ"], Reason = "Đúng hẹn" }).Climb("03-11 09:00");
        dossier.Command(new AlertCommand(dossier.Alert("due").Id, AlertAct.Acknowledge, "c1", 1, "an", null));
        return dossier.Extended("03-11 10:00", due: "03-20 17:00");
    }
}
