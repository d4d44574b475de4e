using System.CommandLine;
using Monitor.Crash;
using Monitor.Crash.Chaos;

const int Broken = 1;
const int Usage = 2;
const int Interrupted = 130;

var host = new Option<string>("--host") { Description = "the program: Silo.Host.dll", Required = true };
var rounds = new Option<int?>("--rounds") { Description = "rounds, each with one kill or more: 100, or 25 with --data" };
var seed = new Option<int?>("--seed") { Description = "repeats the plan of another run" };
var storage = new Option<string>("--storage") { Description = "sqlite or postgres", DefaultValueFactory = _ => "sqlite" }.AcceptOnlyFromAmong("sqlite", "postgres");
var server = new Option<string?>("--connection") { Description = "PostgreSQL, by a role that may make databases" };
var data = new Option<string?>("--data") { Description = "requests of Washington DC (csv.gz) to import; the README beside them states the figures" };
var reference = new Option<string?>("--reference") { Description = "folder of the reference documents of --data" };
var command = new RootCommand("Kills the monitor again and again, and counts what is left.") { host, rounds, seed, storage, server, data, reference };
command.Validators.Add(result =>
{
    if (result.GetValue(rounds) < 1)
        result.AddError("--rounds must be 1 or more");
    if (result.GetValue(storage) == "postgres" && result.GetValue(server) is null)
        result.AddError("--storage postgres needs --connection");
    if (result.GetValue(data) is { } file && (!File.Exists(file) || !Directory.Exists(result.GetValue(reference))))
        result.AddError($"--data needs a file that is there and --reference, and they are '{file}' and '{result.GetValue(reference)}'");
});
command.SetAction(async (parsed, cancellation) =>
{
    var options = new CrashOptions(
        parsed.GetValue(host)!, parsed.GetValue(rounds) ?? (parsed.GetValue(data) is null ? 100 : 25), parsed.GetValue(seed) ?? Random.Shared.Next(1_000_000),
        parsed.GetValue(storage) == "postgres" ? parsed.GetValue(server) : null)
    {
        Data = parsed.GetValue(data), Reference = parsed.GetValue(reference),
    };
    await Console.Error.WriteLineAsync($"seed {options.Seed}; the same again: {options.Repeat}");
    return await RunAsync((output, progress) => CrashRun.RunAsync(options, output, progress, cancellation), cancellation);
});
command.Add(ChaosCommand.Create(RunAsync));
var arguments = command.Parse(args);
if (arguments.Errors.Count == 0)
    return await arguments.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(20) });
foreach (var error in arguments.Errors)
    await Console.Error.WriteLineAsync(error.Message);
return Usage;

static async Task<int> RunAsync(Func<TextWriter, TextWriter, Task> run, CancellationToken cancellation)
{
    try
    {
        await run(Console.Out, Console.Error);
        return 0;
    }
    catch (BrokenPromiseException broken)
    {
        await Console.Error.WriteLineAsync(broken.Message);
        return Broken;
    }
    catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
    {
        return Interrupted;
    }
}
