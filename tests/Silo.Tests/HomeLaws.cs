using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Silo.Host.Hosting;
using Xunit;

namespace Silo.Tests;

/// <summary>Where agencies live, with silos that come and go.</summary>
public sealed class HomeLaws
{
    private static readonly string[] Agencies = [.. Enumerable.Range(0, 200).Select(i => $"a/A{i}")];

    private static readonly Arbitrary<string[]> Silos = (
        from count in Gen.Choose(2, 12)
        from ports in Gen.Choose(1, 60_000).ListOf(count)
        let places = ports.Distinct().Select(port => $"10.0.0.{port % 250}:{port}").ToArray()
        where places.Length > 1
        select places).ToArbitrary();

    [Fact]
    public void All_come_to_the_same_answer_in_whatever_order_they_know_the_silos() => Check(silos =>
        Agencies.All(agency => HomeOf(agency, silos) == HomeOf(agency, [.. silos.Reverse()])));

    [Fact]
    public void A_silo_that_goes_moves_only_those_that_lived_there() => Check(silos =>
        Agencies.All(agency => HomeOf(agency, silos) is var home && (home == silos[0] || HomeOf(agency, silos[1..]) == home)));

    [Fact]
    public void A_silo_that_joins_moves_only_those_that_it_gets() => Check(silos =>
        Agencies.All(agency => HomeOf(agency, silos) is var home && (home == silos[0] || home == HomeOf(agency, silos[1..]))));

    // Six standard deviations of a fair share: a thousand shares are looked at in each run.
    [Fact]
    public void Each_gets_its_share() => Check(silos =>
    {
        var share = Agencies.Length / (double)silos.Length;
        var shares = Agencies.CountBy(agency => HomeOf(agency, silos)).ToDictionary();
        return silos.All(silo => Math.Abs(shares.GetValueOrDefault(silo) - share) < 6 * Math.Sqrt(share));
    });

    [Fact]
    public void It_is_the_same_in_every_build() => HomeOf("a/QN-SNNMT", ["10.0.0.11:11111", "10.0.0.12:11111", "10.0.0.13:11111"]).ShouldBe("10.0.0.12:11111");

    private static string HomeOf(string agency, string[] silos) => Home.Of(agency, silos, silo => silo);

    private static void Check(Func<string[], bool> law) => Prop.ForAll(Silos, law).QuickCheckThrowOnFailure();
}
