using Monitor.Cli;
using Monitor.Cli.Mappings;
using Shouldly;
using Xunit;
using Tests.Shared;

namespace Cli.Tests.Mappings;

public sealed class YamlTests
{
    [Fact]
    public void Quoted_scalars_are_text_and_plain_ones_what_they_look_like() =>
        Yaml.Read("""{ a: 1, b: "1", c: true, d: 06652, e: 2022-01-01, f: ~, g: [0.5, -2], h: '' }""", "x")!.ToJsonString()
            .ShouldBe("""{"a":1,"b":"1","c":true,"d":"06652","e":"2022-01-01","f":null,"g":[0.5,-2],"h":""}""");

    [Fact]
    public void A_mistake_is_reported_with_its_file_and_line() =>
        Should.Throw<UsageException>(() => Yaml.Read("a: 1\nb: [", "my.yaml")).Message.ShouldStartWith("my.yaml: line ");

    [Theory]
    [InlineData("dc311")]
    [InlineData("wabo")]
    public void A_ready_mapping_and_its_reference_documents_can_be_read(string name)
    {
        var mapping = MappingFiles.Load(name, SharedData.InProject("ops/mappings"));
        mapping.Reference.Select(file => file.Kind).ShouldBe(["calendars", "agencies", "procedures"]);
        foreach (var (kind, file) in mapping.Reference)
            Monitor.Cli.Commands.ReferenceFiles.Read(Path.Combine(mapping.Folder, file))[kind]!.AsArray().Count.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void An_unknown_mapping_is_answered_with_those_that_there_are() =>
        Should.Throw<UsageException>(() => MappingFiles.Load("nope", SharedData.InProject("ops/mappings"))).Message.ShouldContain("dc311, wabo");
}
