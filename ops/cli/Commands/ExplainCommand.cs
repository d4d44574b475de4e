using System.CommandLine;
using System.Text.RegularExpressions;
using Monitor.Cli.Screen;
using Monitor.Cli.Sending;

namespace Monitor.Cli.Commands;

/// <summary>Prints how the due dates of one dossier came about, as the service tells it.</summary>
internal static partial class ExplainCommand
{
    // Somebody waits for the answer at a terminal.
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(5);

    public static Command Create(TimeProvider time)
    {
        var url = CommandLine.Url();
        var dossier = new Argument<string>("dossier") { Description = "Code of the dossier" };
        dossier.Validators.Add(result =>
        {
            if (!Code().IsMatch(result.Tokens[0].Value))
                result.AddError($"a dossier's code is 1 to 64 letters, digits and . - _ /, and not '{result.Tokens[0].Value}'");
        });
        var language = new Option<string>("--lang") { Description = "Language of the text", DefaultValueFactory = _ => "vi" }.AcceptOnlyFromAmong("vi", "en");
        var json = new Option<bool>("--json") { Description = "The answer as JSON" };
        var asOf = new Option<string?>("--as-of") { Description = "As of an instant of the past, such as 2026-11-21T08:30:00+07:00" };
        var command = new Command("explain", "Explain the due dates of a dossier, clock by clock, and who had its time") { dossier, url, language, json, asOf };
        command.SetAction(async (arguments, cancellationToken) =>
        {
            var service = CommandLine.Service(arguments.GetValue(url)!, new ProgressScreen(time, quiet: true), time, _patience);
            var told = await service.ExplainAsync(
                arguments.GetValue(dossier)!, arguments.GetValue(json) ? null : arguments.GetValue(language), arguments.GetValue(asOf), cancellationToken);
            Console.WriteLine(told.TrimEnd('\n'));
            return ExitCodes.Done;
        });
        return command;
    }

    [GeneratedRegex(@"^[A-Za-z0-9._/-]{1,64}\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Code();
}
