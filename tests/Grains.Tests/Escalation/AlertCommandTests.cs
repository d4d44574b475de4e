using Grains.Interfaces.Escalation;
using Grains.Tests.Dossiers;
using Shouldly;
using Xunit;

namespace Grains.Tests.Escalation;

public sealed class AlertCommandTests
{
    private readonly ADossier _dossier = new ADossier().Received("03-02 08:00").Climb("03-09 09:00");

    [Fact]
    public void Acknowledging_names_an_owner()
    {
        var result = _dossier.Command(Acknowledge("c1", 1));
        result.Status.ShouldBe(AlertCommandStatus.Done);
        result.Current.ShouldBe(_dossier.Alert("due"));
        var alert = _dossier.Alert("due");
        (alert.State, alert.Owner, alert.AcknowledgedAt, alert.Version).ShouldBe((AlertState.Acknowledged, "an", ADossier.At("03-09 09:00"), 2));
    }

    [Fact]
    public void Resolving_keeps_the_reason_and_who_took_it_first()
    {
        _dossier.Command(Acknowledge("c1", 1));
        _dossier.Command(Resolve("c2", 2) with { By = "binh" }).Status.ShouldBe(AlertCommandStatus.Done);
        var alert = _dossier.Alert("due");
        (alert.State, alert.Owner, alert.Reason, alert.ClosedAt, alert.Version).ShouldBe((AlertState.Resolved, "an", "called", ADossier.At("03-09 09:00"), 3));
    }

    [Fact]
    public void The_same_command_again_gets_the_same_answer_and_no_second_act()
    {
        var first = _dossier.Command(Acknowledge("c1", 1));
        var done = _dossier.State;
        _dossier.Command(Acknowledge("c1", 1)).ShouldBe(first);
        _dossier.State.ShouldBeSameAs(done);
    }

    [Fact]
    public void The_same_id_for_another_act_is_another_command()
    {
        _dossier.Command(Acknowledge("c1", 1));
        _dossier.Command(Resolve("c1", 2)).Status.ShouldBe(AlertCommandStatus.Done);
        _dossier.Alert("due").State.ShouldBe(AlertState.Resolved);
    }

    [Fact]
    public void A_stale_version_gets_the_current_alert_and_changes_nothing()
    {
        _dossier.Command(Acknowledge("c1", 1));
        var known = _dossier.State;
        var result = _dossier.Command(Acknowledge("c2", 1) with { By = "binh" });
        (result.Status, result.Current!.Owner, result.Current.Version).ShouldBe((AlertCommandStatus.Stale, "an", 2));
        _dossier.State.ShouldBeSameAs(known);
    }

    [Fact]
    public void A_closed_alert_takes_no_act()
    {
        _dossier.Command(Resolve("c1", 1));
        _dossier.Command(Acknowledge("c2", 2)).Status.ShouldBe(AlertCommandStatus.Stale);
        _dossier.Command(Resolve("c3", 2)).Status.ShouldBe(AlertCommandStatus.Stale);
    }

    [Fact]
    public void An_acknowledged_alert_is_not_acknowledged_again()
    {
        _dossier.Command(Acknowledge("c1", 1));
        _dossier.Command(Acknowledge("c2", 2)).Status.ShouldBe(AlertCommandStatus.Stale);
    }

    [Fact]
    public void An_alert_that_was_never_raised_is_not_there()
    {
        var result = _dossier.Command(Acknowledge("c1", 1) with { Alert = new AlertId(ADossier.Code, "after1d") });
        result.ShouldBe(new AlertCommandResult(AlertCommandStatus.NoSuchAlert, null));
    }

    private static AlertCommand Acknowledge(string id, int version) =>
        new(new AlertId(ADossier.Code, "due"), AlertAct.Acknowledge, id, version, "an", null);

    private static AlertCommand Resolve(string id, int version) =>
        new(new AlertId(ADossier.Code, "due"), AlertAct.Resolve, id, version, "an", "called");
}
