using System.CommandLine;
using Monitor.Cli;
using Monitor.Cli.Commands;

var time = TimeProvider.System;
var root = new RootCommand("Command line of the dossier monitor. Exit codes: 0 done, 1 failed, 2 wrong usage, 3 some events refused.")
{
    ImportCommand.Create(time),
    ReplayCommand.Create(time),
    SimulateCommand.Create(time),
    ReferenceCommand.Create(time),
};

var parsed = root.Parse(args);
if (parsed.Errors.Count > 0)
{
    foreach (var error in parsed.Errors)
        Console.Error.WriteLine($"monitor: {error.Message}");
    Console.Error.WriteLine("See: monitor --help");
    return ExitCodes.Usage;
}
try
{
    return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (UsageException e)
{
    Console.Error.WriteLine($"monitor: {e.Message}");
    return ExitCodes.Usage;
}
catch (Exception e) when (e is FailedException or IOException)
{
    Console.Error.WriteLine($"monitor: {e.Message}");
    return ExitCodes.Failed;
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine("monitor: interrupted; the same command goes on");
    return ExitCodes.Interrupted;
}
