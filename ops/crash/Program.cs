using System.CommandLine;
using Monitor.Crash;

var host = new Option<string>("--host") { Description = "the program: Silo.Host.dll", Required = true };
var rounds = new Option<int>("--rounds") { Description = "rounds, each with one kill or more", DefaultValueFactory = _ => 100 };
var seed = new Option<int?>("--seed") { Description = "repeats the plan of another run" };
var storage = new Option<string>("--storage") { Description = "sqlite or postgres", DefaultValueFactory = _ => "sqlite" }.AcceptOnlyFromAmong("sqlite", "postgres");
var server = new Option<string?>("--connection") { Description = "PostgreSQL, by a role that may make databases" };
var command = new RootCommand("Kills the monitor again and again, and counts what is left.") { host, rounds, seed, storage, server };
command.SetAction(async parsed =>
{
    var options = new CrashOptions(
        parsed.GetValue(host)!, parsed.GetValue(rounds), parsed.GetValue(seed) ?? Random.Shared.Next(1_000_000),
        parsed.GetValue(storage) == "postgres" ? parsed.GetValue(server) : null);
    Console.Error.WriteLine($"seed {options.Seed}; the same again: {options.Repeat}");
    try
    {
        await CrashRun.RunAsync(options, Console.Out, Console.Error);
        return 0;
    }
    catch (BrokenPromiseException broken)
    {
        Console.Error.WriteLine(broken.Message);
        return 1;
    }
});
return await command.Parse(args).InvokeAsync();
