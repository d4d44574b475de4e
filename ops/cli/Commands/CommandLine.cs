using System.CommandLine;
using Monitor.Cli.Screen;
using Monitor.Cli.Sending;

namespace Monitor.Cli.Commands;

/// <summary>The options that commands share, and how a command runs.</summary>
internal static class CommandLine
{
    /// <summary>How long one answer may be waited for while the service is away.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static Option<Uri> Url() => new("--url")
    {
        Description = "Address of the monitor",
        DefaultValueFactory = _ => new Uri("http://127.0.0.1:5080"),
        CustomParser = result => Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            ? url
            : Refuse<Uri>(result, $"--url must be an http or https address, and is '{result.Tokens[0].Value}'"),
    };

    public static Option<bool> Quiet() => new("--quiet") { Description = "Show no progress" };

    public static Option<string?> Mapping() => new("--mapping") { Description = "How a table becomes events: dc311, wabo, or a file. Not for .ndjson" };

    public static Argument<string> File() => new("file") { Description = "A table .csv, or events .ndjson, either also with .gz" };

    public static Option<string> Mode(string standard, string description)
    {
        var mode = new Option<string>("--mode") { Description = description, DefaultValueFactory = _ => standard };
        return mode.AcceptOnlyFromAmong("live", "backfill");
    }

    /// <summary>Folder of the mappings that go by name.</summary>
    public static string MappingsFolder => Environment.GetEnvironmentVariable("MONITOR_MAPPINGS") ?? Path.Combine("ops", "mappings");

    /// <param name="patience">How long one answer may be waited for; null: as long as a batch may take.</param>
    public static MonitorService Service(Uri url, ProgressScreen screen, TimeProvider time, TimeSpan? patience = null)
    {
        // The whole wait is bounded by patience; one request may take as long as a full batch on a slow disk needs.
        var http = new HttpClient { BaseAddress = new Uri(url.AbsoluteUri.TrimEnd('/') + "/"), Timeout = TimeSpan.FromSeconds(60) };
        return new MonitorService(http, new Patience(time, patience ?? Patience, (reason, wait) => screen.Say($"waiting {wait.TotalSeconds:0.#} s: {reason}")));
    }

    public static T Refuse<T>(System.CommandLine.Parsing.ArgumentResult result, string message)
    {
        result.AddError(message);
        return default!;
    }
}
