using Monitor.Bench;

IReadOnlyList<IScenario> scenarios = AllScenarios.List();

if (args is ["--list"])
{
    foreach (var scenario in scenarios)
        Console.WriteLine($"  {scenario.Name,-14} {scenario.About}");
    return 0;
}
if (Run.Read(args) is not { } run)
    return 2;
if (run.Scenarios.Except(scenarios.Select(scenario => scenario.Name)).FirstOrDefault() is { } unknown)
{
    Console.Error.WriteLine($"bench: unknown scenario '{unknown}'; --list shows those there are");
    return 2;
}
foreach (var scenario in run.Scenarios is [] ? scenarios : scenarios.Where(scenario => run.Scenarios.Contains(scenario.Name)))
{
    try
    {
        var load = Run.LoadAverage();
        var line = Report.Write(scenario.Name, run.Quick, load, await scenario.RunAsync(run, CancellationToken.None), Console.Out);
        if (run.Save is { } folder)
            new Saved(folder).Add(line);
    }
    catch (UnequalException unequal)
    {
        Console.Error.WriteLine($"bench: {scenario.Name}: {unequal.Message}");
        return 1;
    }
}
return 0;
