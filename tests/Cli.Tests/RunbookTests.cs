using System.Diagnostics;
using System.Text.RegularExpressions;
using Monitor.Cli.Commands;
using Shouldly;
using Tests.Shared;
using Xunit;

namespace Cli.Tests;

/// <summary>Whoever follows a page at night types what stands on it: each command must exist, and know its options.</summary>
public sealed partial class RunbookTests
{
    private static string Root => SharedData.InProject(".");

    public static TheoryData<string> Pages =>
    [
        .. Directory.EnumerateFiles(Path.Combine(Root, "ops", "runbooks"), "*.md").Concat(Directory.EnumerateFiles(Path.Combine(Root, "docs"), "*.md"))
            .Select(page => Path.GetRelativePath(Root, page)).Append("README.md").Order(),
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Commands_of_a_page_exist_and_know_their_options(string page)
    {
        foreach (var words in Calls(await File.ReadAllTextAsync(Path.Combine(Root, page))))
        {
            var (script, arguments, call) = (words[0], words[1..], string.Join(' ', words));
            File.Exists(Path.Combine(Root, script)).ShouldBeTrue(call);
            if (script == "./ops/monitor")
                Errors(arguments).ShouldBeEmpty(call);
            else if (script != "./ops/bench" && arguments.Length > 0)
                await KnownAsync(script, arguments, call);
        }
    }

    // A page may leave the connection to the environment.
    private static IEnumerable<string> Errors(string[] arguments) => MonitorCommand.Create(TimeProvider.System).Parse(arguments).Errors
        .Select(error => error.Message).Where(message => !message.Contains("MONITOR_CONNECTION", StringComparison.Ordinal));

    // Options, and the verb of a script that has verbs.
    private static async Task KnownAsync(string script, string[] arguments, string call)
    {
        var help = await HelpAsync(script);
        foreach (var word in arguments.Where((word, at) => word.StartsWith("--", StringComparison.Ordinal) || at == 0))
            Regex.IsMatch(help, $@"(?<![\w-]){Regex.Escape(word.Split('=')[0])}(?![\w-])", RegexOptions.None, TimeSpan.FromSeconds(1)).ShouldBeTrue($"{call}: {word}");
    }

    private static async Task<string> HelpAsync(string script)
    {
        var start = new ProcessStartInfo("bash", ["-c", script + " --help 2>&1"]) { WorkingDirectory = Root, RedirectStandardOutput = true, UseShellExecute = false };
        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return said;
    }

    /// <summary>The words of each call of ours on a page, as a shell takes them; options in brackets are options, too.</summary>
    private static IEnumerable<string[]> Calls(string page) =>
        from call in Call().Matches(page).Select(match => match.Value)
        select Word().Matches(call.Split(" #")[0].Replace("[", "", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal))
            .Select(match => match.Value.Trim('\'', '"')).ToArray();

    // Up to the end of the code or of the command.
    [GeneratedRegex(@"\./ops/[a-z]+[^`\n|;&>)]*", RegexOptions.None, 1000)]
    private static partial Regex Call();

    [GeneratedRegex(@"'[^']*'|""[^""]*""|[^\s'""]+", RegexOptions.None, 1000)]
    private static partial Regex Word();
}
