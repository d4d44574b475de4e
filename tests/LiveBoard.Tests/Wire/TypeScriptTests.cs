using Grains.Interfaces.Catalogue;
using Grains.Interfaces.Dossiers;
using Grains.Interfaces.Escalation;
using Grains.Interfaces.Reports;
using LiveBoard.Ingest;
using LiveBoard.Wire;
using Shouldly;
using Xunit;

namespace LiveBoard.Tests.Wire;

public class TypeScriptTests
{
    /// <summary>Set it to 1 to write the file anew after a change of the contract.</summary>
    private const string Update = "UPDATE_WIRE";

    [Fact]
    public void The_pages_types_are_those_of_the_contract()
    {
        var path = Path.Combine(Root(), "LiveBoard", "client", "src", "wire.generated.ts");
        var expected = TypeScript.Of(
            typeof(SnapshotFrame), typeof(DeltaFrame), typeof(BeatFrame), typeof(AlertPage), typeof(AgenciesDocument), typeof(DossierPage),
            typeof(DossierDetail), typeof(DataQualityPage), typeof(StandingReport), typeof(IngestAnswer), typeof(PutResult));
        if (Environment.GetEnvironmentVariable(Update) == "1")
            File.WriteAllText(path, expected);
        File.ReadAllText(path).ShouldBe(expected, $"The contract changed: run this test with {Update}=1 and commit {path}.");
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Monitor.sln")))
            folder = folder.Parent;
        return folder.ShouldNotBeNull("The tests run outside the repository.").FullName;
    }
}
