using System.Reflection;
using Shouldly;
using Tests.Shared;
using Xunit;

namespace Architecture.Tests;

/// <summary>Which part knows which. The engine is a leaf, contracts know nothing but it, and the board never sees the domain.</summary>
public sealed class ReferenceTests
{
    private static readonly string[] Ours = ["Silo.Embedded", "Grains.Interfaces", "Grains", "LiveBoard", "Silo.Host", "monitor"];

    [EmbeddedTheory("on Orleans there is no such assembly")]
    [InlineData("Silo.Embedded")]
    public void The_engine_knows_nothing_of_ours(string name) => An_assembly_knows_only(name);

    [Theory]
    [InlineData("Grains.Interfaces", "Silo.Embedded")]
    [InlineData("Grains", "Grains.Interfaces", "Silo.Embedded")]
    [InlineData("LiveBoard", "Grains.Interfaces", "Silo.Embedded")]
    [InlineData("monitor")]
    [InlineData("Silo.Host", "Grains", "LiveBoard", "Grains.Interfaces", "Silo.Embedded")]
    public void An_assembly_knows_only(string name, params string[] known)
    {
        Assembly.Load(name).GetReferencedAssemblies().Select(reference => reference.Name!).Intersect(Ours).Except(known).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Microsoft.AspNetCore", "Grains")]
    [InlineData("Microsoft.AspNetCore", "Grains.Interfaces")]
    [InlineData("Microsoft.Data.Sqlite", "LiveBoard")]
    [InlineData("Npgsql", "LiveBoard")]
    [InlineData("NodaTime", "Grains.Interfaces")]
    public void Some_libraries_have_no_business_in_some_parts(string library, string part)
    {
        Assembly.Load(part).GetReferencedAssemblies().ShouldNotContain(reference => reference.Name!.StartsWith(library, StringComparison.Ordinal));
    }

    [Fact]
    public void Working_time_knows_no_grain_no_storage_and_no_log()
    {
        var lines = from file in Repository.Files("Grains/Time", ".cs")
                    from line in Repository.Lines(file)
                    where line.StartsWith("using ", StringComparison.Ordinal)
                        && (line.Contains("Orleans") || line.Contains("Logging") || line.Contains("Grains.Storage") || line.Contains("Grains.Dossiers"))
                    select $"{file}: {line}";
        lines.ShouldBeEmpty();
    }
}
