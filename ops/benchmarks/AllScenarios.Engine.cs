using Monitor.Bench.Engine;

namespace Monitor.Bench;

internal static partial class AllScenarios
{
    static partial void AddEngine(List<IScenario> scenarios)
    {
        scenarios.Add(new CallsScenario());
        scenarios.Add(new ActivationsScenario());
    }
}
