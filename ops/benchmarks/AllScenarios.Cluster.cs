using Monitor.Bench.Scenarios;

namespace Monitor.Bench;

internal static partial class AllScenarios
{
    static partial void AddCluster(List<IScenario> scenarios) => scenarios.Add(new ScalingScenario());
}
