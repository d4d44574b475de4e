using System.CommandLine;
using Monitor.Cli.Screen;
using Monitor.Cli.Sending;
using Monitor.Cli.Simulating;
using Monitor.Demo;

namespace Monitor.Cli.Commands;

internal static class SimulateCommand
{
    private const string Text = """
        Live a plausible day of dossiers against a running service, until Ctrl+C.

        Without --agencies it is the demo's province, whose reference documents are put first. With --agencies the dossiers go to these agencies,
        which the service must know, and bring their own due dates.
        """;

    public static Command Create(TimeProvider time)
    {
        var (url, quiet) = (CommandLine.Url(), CommandLine.Quiet());
        var agencies = new Option<string?>("--agencies") { Description = "Codes of agencies, with commas between" };
        var rate = new Option<double>("--rate") { Description = "Dossiers an hour", DefaultValueFactory = _ => 300 };
        var seed = new Option<ulong>("--seed") { Description = "The same seed and time give the same dossiers", DefaultValueFactory = _ => 22 };
        var demo = new Option<bool>("--demo") { Description = "Begin with three weeks of past" };
        var stateFile = new Option<string?>("--state") { Description = "File to remember in how far it came, to go on from there" };
        var watched = new Option<int?>("--while-process") { Description = "End when this process has ended", Hidden = true };
        rate.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double>() is not (> 0 and <= 1_000_000))
                result.AddError("--rate must be more than 0 and at most 1000000");
        });
        var command = new Command("simulate", Text) { url, agencies, rate, seed, demo, stateFile, watched, quiet };
        command.SetAction(async (arguments, cancellationToken) =>
        {
            var started = time.GetTimestamp();
            using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var watch = arguments.GetValue(watched) is { } process ? WatchedProcess.CancelWithAsync(process, ended, time) : Task.CompletedTask;
            var screen = new ProgressScreen(time, arguments.GetValue(quiet));
            var service = CommandLine.Service(arguments.GetValue(url)!, screen, time);
            var state = SimulationState.Load(arguments.GetValue(stateFile), arguments.GetValue(seed));
            var tally = new Tally();
            try
            {
                var province = await ProvinceAsync(arguments.GetValue(agencies), state.Seed, service, screen, ended.Token);
                await new Simulator(service, province, state, arguments.GetValue(stateFile), arguments.GetValue(rate), time)
                    .RunAsync(arguments.GetValue(demo), screen, tally, ended.Token);
            }
            catch (OperationCanceledException) when (ended.IsCancellationRequested)
            {
                await watch;
            }
            if (!arguments.GetValue(quiet))
                Summary.Write(tally, present: null, time.GetElapsedTime(started));
            return tally.ExitCode;
        });
        return command;
    }

    private static async Task<Province> ProvinceAsync(
        string? agencies, ulong seed, MonitorService service, ProgressScreen screen, CancellationToken cancellationToken)
    {
        var files = new DemoFiles(Environment.GetEnvironmentVariable("MONITOR_DEMO") ?? Path.Combine("ops", "reference", "demo"));
        if (agencies is not null)
            return files.Of(agencies.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries), seed);
        await files.PutAsync(service, screen, cancellationToken);
        return files.Province(seed);
    }
}
