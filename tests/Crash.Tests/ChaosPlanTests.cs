using Monitor.Crash.Chaos;
using Shouldly;
using Xunit;

namespace Crash.Tests;

/// <summary>What chaos does comes from its seed, is written as it is read, and leaves nothing out.</summary>
public sealed class ChaosPlanTests
{
    [Fact]
    public void The_same_comes_from_the_same_seed()
    {
        var (one, other) = (new Plan(7, canCut: true), new Plan(7, canCut: true));
        for (var round = 60; round > 0; round--)
            one.Of(round).ShouldBe(other.Of(round));
        Enumerable.Range(1, 60).SelectMany(new Plan(8, canCut: true).Of).ShouldNotBe(Enumerable.Range(1, 60).SelectMany(one.Of));
    }

    [Theory]
    [InlineData(true, 16)]
    [InlineData(false, 10)]
    public void Every_sort_of_fault_comes_once_before_any_comes_again(bool canCut, int sorts)
    {
        var plan = new Plan(20261122, canCut);
        plan.Count.ShouldBe(sorts);
        for (var lap = 0; lap < 3; lap++)
        {
            var lapsSorts = Enumerable.Range((lap * sorts) + 1, sorts).Select(round => plan.Of(round)[0].Sort).ToList();
            lapsSorts.Distinct().Count().ShouldBe(sorts);
            lapsSorts.Any(sort => sort.StartsWith("cut", StringComparison.Ordinal)).ShouldBe(canCut);
        }
    }

    [Fact]
    public void Two_faults_at_once_never_take_two_silos()
    {
        var both = Enumerable.Range(1, 300).Select(new Plan(3, canCut: true).Of).Where(faults => faults.Count == 2).ToList();
        both.Count.ShouldBeGreaterThan(30);
        both.ShouldAllBe(faults => faults[0].Target != faults[1].Target && faults.Count(fault => fault.Sort.Contains("silo", StringComparison.Ordinal)) < 2);
    }

    [Fact]
    public void A_fault_is_read_as_it_is_written()
    {
        foreach (var fault in Enumerable.Range(1, 64).SelectMany(new Plan(5, canCut: true).Of))
            Fault.Parse(fault.ToString()).ShouldBe(fault);
    }

    [Fact]
    public void A_plot_by_hand_has_rounds_of_faults()
    {
        var plot = Plan.Parse("kill silo1 5; cut silo1 all 10, freeze board2 4;clock silo3 -5 12");
        plot.Select(round => round.Count).ShouldBe([1, 2, 1]);
        plot[1].Select(fault => fault.Sort).ShouldBe(["cut silo all", "freeze board"]);
        plot[2][0].ShouldBe(new Fault(FaultKind.Clock, "silo3", null, 12, -5));
    }

    [Theory]
    [InlineData("", "begins with kill, freeze, restart, cut or clock")]
    [InlineData("Kill silo1 5", "begins with")]
    [InlineData("kill silo4 5", "knows no 'silo4'")]
    [InlineData("kill silo1 long", "has no number 'long'")]
    [InlineData("kill silo1 500", "lasts 0 to 120 seconds")]
    [InlineData("cut silo1 10", "has 4 words")]
    [InlineData("cut silo1 silo1 10", "has two ends")]
    [InlineData("clock board1 3 10", "sets the clock of a silo")]
    public void What_is_no_fault_is_refused_with_the_reason(string text, string reason) =>
        Should.Throw<FormatException>(() => Plan.Parse(text)).Message.ShouldContain(reason);

    [Fact]
    public void A_cut_is_silent_in_both_directions_and_is_healed()
    {
        var network = new Network(apart: true);
        network.Cut(11, 31).ShouldBe([
            "-n chaos-11 neigh replace 10.77.0.31 lladdr 02:00:00:00:00:ff dev eth0 nud permanent",
            "-n chaos-31 neigh replace 10.77.0.11 lladdr 02:00:00:00:00:ff dev eth0 nud permanent"]);
        network.Heal(11, 31).ShouldBe(["-n chaos-11 neigh del 10.77.0.31 dev eth0", "-n chaos-31 neigh del 10.77.0.11 dev eth0"]);
        network.At(21).ShouldBe(["ip", "netns", "exec", "chaos-21"]);
        new Network(apart: false).At(21).ShouldBeEmpty();
    }
}
