using System.Collections.Immutable;
using System.Reflection;
using Orleans;
using Orleans.Runtime;
using Shouldly;
using Xunit;

namespace Architecture.Tests;

/// <summary>
/// Contracts change only on purpose, and nothing that crosses a grain's border can be changed by either side: on the embedded engine
/// both hold the same object.
/// </summary>
public sealed class ContractTests
{
    private const string Accepted = "tests/Architecture.Tests/contracts.txt";

    private static readonly Type[] Values =
    [
        typeof(string), typeof(bool), typeof(int), typeof(long), typeof(double), typeof(decimal), typeof(DateTimeOffset), typeof(DateOnly),
        typeof(TimeOnly), typeof(TimeSpan), typeof(CancellationToken), typeof(Task), typeof(void),
    ];

    private static readonly Type[] Containers = [typeof(ImmutableArray<>), typeof(ImmutableDictionary<,>), typeof(Task<>), typeof(Nullable<>)];

    [Fact]
    public void Contracts_are_those_that_were_accepted()
    {
        var found = Path.Combine(AppContext.BaseDirectory, "contracts.txt");
        File.WriteAllLines(found, ContractText.Lines());
        var accepted = Path.Combine(Repository.Root, Accepted);
        var (was, now) = (File.Exists(accepted) ? File.ReadAllLines(accepted) : [], File.ReadAllLines(found));
        string[] differences = [.. was.Except(now).Select(line => "- " + line), .. now.Except(was).Select(line => "+ " + line)];
        differences.ShouldBeEmpty($"A contract changed. Ids are never used again and members never renumbered; if so, accept it: cp {found} {accepted}");
        now.ShouldBe(was, $"Lines moved, or one that stands elsewhere too came or went. Accept it: cp {found} {accepted}");
    }

    [Fact]
    public void Everything_on_the_wire_has_an_alias_of_its_own()
    {
        ContractText.Serialized.Concat(ContractText.Interfaces).Where(type => ContractText.AliasOf(type) is null).ShouldBeEmpty();
        ContractText.Serialized.GroupBy(ContractText.AliasOf).Where(group => group.Count() > 1).Select(group => group.Key).ShouldBeEmpty();
        foreach (var type in ContractText.Interfaces)
        {
            type.GetMethods().Where(method => ContractText.AliasOf(method) is null).ShouldBeEmpty($"methods of {type}");
            var signatures = type.GetMethods().GroupBy(ContractText.AliasOf).Where(group => group.Count() > 1).Select(group => group.Key);
            signatures.ShouldBeEmpty($"aliases of {type}");
        }
    }

    [Fact]
    public void Every_stored_member_has_an_id_of_its_own()
    {
        foreach (var type in ContractText.Serialized)
        {
            var members = ContractText.Members(type).ToList();
            members.GroupBy(member => member.Id).Where(group => group.Count() > 1).ShouldBeEmpty($"{type}");
            var kept = FieldsOf(type).Select(NameOf);
            kept.Except(members.Select(member => member.Member.Name)).ShouldBeEmpty($"{type} has members without an id");
        }
    }

    [Fact]
    public void Nothing_that_crosses_a_grain_s_border_can_be_changed()
    {
        var seen = new HashSet<Type>();
        var problems = new List<string>();
        foreach (var method in ContractText.Interfaces.SelectMany(type => type.GetMethods()))
        {
            foreach (var type in method.GetParameters().Select(parameter => parameter.ParameterType).Append(method.ReturnType))
                Walk(type, $"{method.DeclaringType!.Name}.{method.Name}", seen, problems);
        }

        problems.ShouldBeEmpty();
        seen.Count.ShouldBeGreaterThan(40, "or the walk does not reach the contracts");
    }

    private static void Walk(Type type, string path, HashSet<Type> seen, List<string> problems)
    {
        if (!seen.Add(type) || type.IsEnum || Values.Contains(type) || typeof(IAddressable).IsAssignableFrom(type))
            return;
        if (type.IsGenericType)
        {
            if (!Containers.Contains(type.GetGenericTypeDefinition()))
                problems.Add($"{path}: {ContractText.NameOf(type)} may be changed by whoever holds it");
            foreach (var argument in type.GetGenericArguments())
                Walk(argument, path, seen, problems);
            return;
        }

        if (type.GetCustomAttribute<GenerateSerializerAttribute>() is null || type.GetCustomAttribute<ImmutableAttribute>() is null || !type.IsSealed)
            problems.Add($"{path}: {type} is no sealed, immutable contract type");
        foreach (var field in FieldsOf(type))
        {
            if (!field.IsInitOnly)
                problems.Add($"{type.Name}.{NameOf(field)} can be set");
            Walk(field.FieldType, $"{type.Name}.{NameOf(field)}", seen, problems);
        }
    }

    // What every exception has is the engine's to carry.
    private static IEnumerable<FieldInfo> FieldsOf(Type type) =>
        type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Where(field => field.DeclaringType != typeof(Exception));

    private static string NameOf(FieldInfo field) => field.Name.StartsWith('<') ? field.Name[1..field.Name.IndexOf('>', StringComparison.Ordinal)] : field.Name;
}
