using System.CommandLine;

namespace Monitor.Crash.Chaos;

/// <summary>The command line of chaos.</summary>
internal static class ChaosCommand
{
    private static readonly Option<string> Host = new("--host") { Description = "the program of silos: Silo.Host.dll", Required = true };
    private static readonly Option<string> Board = new("--board") { Description = "the program of boards: LiveBoard.dll", Required = true };
    private static readonly Option<string> Postgres = new("--postgres") { Description = "folder of initdb and postgres", Required = true };
    private static readonly Option<string?> PostgresUser = new("--postgres-user") { Description = "by whom PostgreSQL is run; it refuses to be run by root" };
    private static readonly Option<bool> Apart = new("--apart") { Description = "each member in a network namespace of its own" };
    private static readonly Option<int?> Rounds = new("--rounds") { Description = "rounds, each with one fault or two: 50" };
    private static readonly Option<int?> Minutes = new("--minutes") { Description = "no round begins later: 60" };
    private static readonly Option<int?> Seed = new("--seed") { Description = "repeats the plan of another run" };
    private static readonly Option<string?> Plot = new("--plot") { Description = "faults in place of drawn ones: 'kill silo1 5; cut silo1 all 10, freeze board2 4'" };
    private static readonly Option<string?> Wall = new("--wall") { Description = "script that opens walls in a browser and tells what they show" };
    private static readonly Option<string?> Data = new("--data") { Description = "requests of Washington DC (csv.gz) to import; the README beside them states the figures" };
    private static readonly Option<string?> Reference = new("--reference") { Description = "folder of the reference documents of --data" };
    private static readonly Option<string> Save = new("--save") { Description = "folder of the report", DefaultValueFactory = _ => "." };

    /// <param name="run">Runs it and answers an exit code.</param>
    public static Command Create(Func<Func<TextWriter, TextWriter, Task>, CancellationToken, Task<int>> run)
    {
        var command = new Command("chaos", "Does to a cluster whatever may happen to one, and looks whether every promise holds.")
        {
            Host, Board, Postgres, PostgresUser, Apart, Rounds, Minutes, Seed, Plot, Wall, Data, Reference, Save,
        };
        Plot.Validators.Add(result =>
        {
            try
            {
                if (result.Tokens is [{ Value: var plot }])
                    _ = Plan.Parse(plot);
            }
            catch (FormatException wrong)
            {
                result.AddError(wrong.Message);
            }
        });
        command.Validators.Add(result =>
        {
            if (result.GetValue(Rounds) < 1 || result.GetValue(Minutes) < 1)
                result.AddError("--rounds and --minutes must be 1 or more");
            if (result.GetValue(Data) is { } file && (!File.Exists(file) || !Directory.Exists(result.GetValue(Reference))))
                result.AddError($"--data needs a file that is there and --reference, and they are '{file}' and '{result.GetValue(Reference)}'");
        });
        command.SetAction((parsed, cancellation) =>
        {
            var options = new ChaosOptions(
                parsed.GetValue(Host)!, parsed.GetValue(Board)!, parsed.GetValue(Postgres)!, parsed.GetValue(PostgresUser), parsed.GetValue(Apart))
            {
                Rounds = parsed.GetValue(Rounds) ?? (parsed.GetValue(Data) is null ? 50 : 6),
                Minutes = parsed.GetValue(Minutes) ?? 60,
                Seed = parsed.GetValue(Seed) ?? Random.Shared.Next(1_000_000),
                Plot = parsed.GetValue(Plot),
                Wall = parsed.GetValue(Wall),
                Data = parsed.GetValue(Data),
                Reference = parsed.GetValue(Reference),
                Save = parsed.GetValue(Save)!,
            };
            Console.Error.WriteLine($"seed {options.Seed}; the same again: {options.Repeat}");
            return run((output, progress) => ChaosRun.RunAsync(options, Scene.Of(options), output, progress, cancellation), cancellation);
        });
        return command;
    }
}
