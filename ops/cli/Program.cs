using System.CommandLine;
using System.Runtime.InteropServices;
using Monitor.Cli;
using Monitor.Cli.Commands;

var parsed = MonitorCommand.Create(TimeProvider.System).Parse(args);
if (parsed.Errors.Count > 0)
{
    foreach (var error in parsed.Errors)
        Console.Error.WriteLine($"monitor: {error.Message}");
    Console.Error.WriteLine("See: monitor --help");
    return ExitCodes.Usage;
}
using var stop = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
try
{
    return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, stop.Token);
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

// The first signal ends between two requests; a second one at once.
void Stop(PosixSignalContext signal)
{
    signal.Cancel = !stop.IsCancellationRequested;
    stop.Cancel();
}
