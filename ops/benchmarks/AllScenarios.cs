using Monitor.Bench.Peers;
using Monitor.Bench.Scenarios;

namespace Monitor.Bench;

internal static partial class AllScenarios
{
    public static IReadOnlyList<IScenario> List()
    {
        var scenarios = new List<IScenario>
        {
            new CalendarScenario(), new IngestScenario(), new ClosingTimeScenario(), new LatencyScenario(), new DisplaysScenario(), new OverloadScenario(), new ScaleScenario(), new PeersScenario(),
        };
        AddEngine(scenarios);
        AddCluster(scenarios);
        return scenarios;
    }

    /// <summary>What only the engine of one process has.</summary>
    static partial void AddEngine(List<IScenario> scenarios);

    /// <summary>What takes more than one process.</summary>
    static partial void AddCluster(List<IScenario> scenarios);
}
