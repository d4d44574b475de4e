using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Monitor.Cli.Screen;

namespace Monitor.Cli.Commands;

internal static class ReferenceCommand
{
    private static readonly JsonSerializerOptions _readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create(TimeProvider time)
    {
        var command = new Command("reference", "Store or show reference documents, and change them under open dossiers") { Put(time), HolidaysCommand.Create(time), Get(time) };
        foreach (var change in ChangeCommands.Create(time))
            command.Add(change);
        return command;
    }

    private static Command Put(TimeProvider time)
    {
        var (kind, url) = (Kind(), CommandLine.Url());
        var file = new Argument<string>("file") { Description = "A document .json or .yaml" };
        var command = new Command("put", "Merge a document into the service's, by code or id, and show what changed") { kind, file, url };
        command.SetAction(async (arguments, cancellationToken) =>
        {
            var document = ReferenceFiles.Read(arguments.GetValue(file)!);
            var service = CommandLine.Service(arguments.GetValue(url)!, new ProgressScreen(time, quiet: false), time);
            Console.WriteLine((await service.PutReferenceAsync(arguments.GetValue(kind)!, document, cancellationToken))?.ToJsonString(_readable));
            return ExitCodes.Done;
        });
        return command;
    }

    private static Command Get(TimeProvider time)
    {
        var (kind, url) = (Kind(), CommandLine.Url());
        var command = new Command("get", "Show a document as the service has it") { kind, url };
        command.SetAction(async (arguments, cancellationToken) =>
        {
            var service = CommandLine.Service(arguments.GetValue(url)!, new ProgressScreen(time, quiet: false), time);
            Console.WriteLine((await service.GetReferenceAsync(arguments.GetValue(kind)!, cancellationToken))?.ToJsonString(_readable));
            return ExitCodes.Done;
        });
        return command;
    }

    private static Argument<string> Kind() =>
        new Argument<string>("kind") { Description = "agencies, procedures, calendars, policies or rule-sets" }
            .AcceptOnlyFromAmong("agencies", "procedures", "calendars", "policies", "rule-sets");
}
