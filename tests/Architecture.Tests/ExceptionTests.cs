using System.Reflection;
using Shouldly;
using Xunit;

namespace Architecture.Tests;

/// <summary>What may be thrown across a grain's border: whoever is to tell it from others must get it as what it is, from any process.</summary>
public sealed class ExceptionTests
{
    // Thrown before there is a grain; and one whose message alone is of use to whoever is further away than the next method.
    private static readonly string[] ByMessageOnly = ["Grains.Storage.StorageStartException", "Grains.Time.CalendarDoesNotCoverException"];

    private static IEnumerable<Type> In(string assembly) => Assembly.Load(assembly).GetTypes().Where(type => typeof(Exception).IsAssignableFrom(type));

    [Fact]
    public void Exceptions_that_others_catch_are_contracts()
    {
        var contracts = In("Grains.Interfaces").ToList();
        contracts.ShouldNotBeEmpty();
        contracts.Where(type => !ContractText.Serialized.Contains(type) || ContractText.AliasOf(type) is null || !type.IsPublic || !type.IsSealed).ShouldBeEmpty();
        In("Grains").Select(type => type.FullName).ShouldBe(ByMessageOnly, ignoreOrder: true, "an exception of the domain belongs to the contracts");
    }

    [Fact]
    public void They_carry_nothing_but_what_every_exception_has()
    {
        // Such as it is made without its constructor, by message, stack and cause.
        foreach (var type in In("Grains.Interfaces"))
            type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly).ShouldBeEmpty($"{type}");
    }
}
