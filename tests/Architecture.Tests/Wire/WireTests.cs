using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Serialization;
using Shouldly;
using Xunit;

namespace Architecture.Tests.Wire;

/// <summary>
/// Contracts on Orleans' wire: each comes out as it went in, and versions that differ by added members read one another, as they must
/// while a cluster is upgraded. Exceptions are left out: those are carried by Orleans.
/// </summary>
public sealed class WireTests : IDisposable
{
    private const string Previous = "tests/Architecture.Tests/contracts.previous.wire";
    private readonly ServiceProvider _services = new ServiceCollection().AddSerializer().BuildServiceProvider();

    private Serializer Wire => _services.GetRequiredService<Serializer>();

    private static IEnumerable<Type> Contracts => ContractText.Serialized.Where(type => !typeof(Exception).IsAssignableFrom(type));

    public void Dispose() => _services.Dispose();

    [Fact]
    public void Every_contract_comes_out_as_it_went_in()
    {
        var lines = new List<string>();
        foreach (var contract in Contracts)
        {
            var bytes = Wire.SerializeToArray<object>(Sample.Of(contract));
            Telling.Of(Wire.Deserialize<object>(bytes), (_, _) => true).ShouldBe(Telling.Of(Sample.Of(contract), (_, _) => true));
            lines.Add($"{ContractText.AliasOf(contract)} {Convert.ToBase64String(bytes)}");
        }

        lines.Count.ShouldBeGreaterThan(80, "or the walk does not reach the contracts");
        File.WriteAllLines(Path.Combine(AppContext.BaseDirectory, "contracts.wire"), lines);
    }

    [Fact]
    public void What_the_previous_version_wrote_is_read_by_this_one()
    {
        var contracts = Contracts.ToDictionary(type => ContractText.AliasOf(type)!);
        var lines = Repository.Lines(Previous);
        lines.Length.ShouldBeGreaterThan(80);
        foreach (var line in lines)
        {
            var (alias, bytes) = (line.Split(' ')[0], Convert.FromBase64String(line.Split(' ')[1]));
            var read = Wire.Deserialize<object>(bytes);
            Telling.Of(read, PreviousContracts.Knew).ShouldBe(Telling.Of(Sample.Of(contracts[alias]), PreviousContracts.Knew));
        }
    }

    [Fact]
    public void A_version_that_knows_fewer_members_reads_one_that_knows_more()
    {
        var added = new Added("phần", 3);
        var newer = new Newer("D1", 7, 12, "ghi chú", added, [added], ImmutableDictionary<string, Added>.Empty.Add("a", added), DayOfWeek.Friday);
        var bytes = _services.GetRequiredService<Serializer<Newer>>().SerializeToArray(newer);
        _services.GetRequiredService<Serializer<Older>>().Deserialize(bytes).ShouldBe(new Older("D1", 7, 12));
    }

    [Fact]
    public void A_version_that_knows_more_members_reads_one_that_knows_fewer()
    {
        var bytes = _services.GetRequiredService<Serializer<Older>>().SerializeToArray(new Older("D1", 7, 12));
        var read = _services.GetRequiredService<Serializer<Newer>>().Deserialize(bytes).ShouldNotBeNull();
        (read.Dossier, read.Version, read.Remark, read.Part, read.Last).ShouldBe(("D1", 7, null, null, 12));
        read.Parts.IsDefault.ShouldBeTrue("whoever adds a list to a contract expects it from an older sender");
    }
}

[GenerateSerializer, Immutable, Alias("wire-test-older")]
internal sealed record Older([property: Id(0)] string Dossier, [property: Id(1)] int Version, [property: Id(3)] int Last);

[GenerateSerializer, Immutable, Alias("wire-test-newer")]
internal sealed record Newer(
    [property: Id(0)] string Dossier, [property: Id(1)] int Version, [property: Id(3)] int Last, [property: Id(4)] string? Remark,
    [property: Id(5)] Added? Part, [property: Id(6)] ImmutableArray<Added> Parts, [property: Id(7)] ImmutableDictionary<string, Added>? ByName,
    [property: Id(8)] DayOfWeek Day);

[GenerateSerializer, Immutable, Alias("wire-test-added")]
internal sealed record Added([property: Id(0)] string Name, [property: Id(1)] int Count);
