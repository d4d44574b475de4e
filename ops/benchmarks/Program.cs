using Monitor.Bench;
using Monitor.Bench.Scenarios;

IScenario[] scenarios = [new CalendarScenario()];

if (args is ["--list"])
{
    foreach (var scenario in scenarios)
        Console.WriteLine($"  {scenario.Name,-14} {scenario.About}");
    return 0;
}
var chosen = args is [] ? scenarios : [.. scenarios.Where(scenario => args.Contains(scenario.Name))];
if (args.Except(scenarios.Select(scenario => scenario.Name)).FirstOrDefault() is { } unknown)
{
    Console.Error.WriteLine($"bench: unknown scenario '{unknown}'; --list shows those there are");
    return 2;
}
foreach (var scenario in chosen)
{
    try
    {
        Report.Write(scenario.Name, await scenario.RunAsync(CancellationToken.None), Console.Out);
    }
    catch (UnequalException unequal)
    {
        Console.Error.WriteLine($"bench: {scenario.Name}: {unequal.Message}");
        return 1;
    }
}
return 0;
