using System.Diagnostics;
using Shouldly;
using Tests.Shared;

namespace Silo.Tests.Process;

/// <summary>A server that one test may stop and start: by the same script that starts the one of all tests.</summary>
internal sealed class PrivatePostgres : IAsyncDisposable
{
    private readonly string _folder;

    private PrivatePostgres(string folder, string connection)
    {
        _folder = folder;
        Connection = connection;
    }

    public string Connection { get; }

    public static async Task<PrivatePostgres> StartAsync()
    {
        var said = await RunAsync("postgres_start && printf '%s\\n%s\\n' \"$postgres_dir\" \"$postgres_connection\"");
        var lines = said.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return new PrivatePostgres(lines[^2], lines[^1]);
    }

    /// <summary>Every process of it stands still, with its connections open: nothing is refused, nothing is answered.</summary>
    public Task FreezeAsync() => RunAsync(EachProcess("STOP"));

    public Task ThawAsync() => RunAsync(EachProcess("CONT"));

    /// <summary>Ends it at once, as a crash does: every connection breaks, and the log is replayed at the next start.</summary>
    public Task CrashAsync() => RunAsync($"postgres_dir={_folder}; postgres_down immediate");

    public Task StartAgainAsync() => RunAsync($"postgres_dir={_folder}; postgres_up");

    /// <summary>Runs a script of the project by psql, as a superuser.</summary>
    public Task RunScriptAsync(string script)
    {
        var address = new Npgsql.NpgsqlConnectionStringBuilder(Connection);
        return RunAsync($"psql -h {address.Host} -p {address.Port} -U {address.Username} -d {address.Database} -v ON_ERROR_STOP=1 -q -f {script}");
    }

    public async ValueTask DisposeAsync() => await RunAsync($"postgres_dir={_folder}; postgres_stop");

    private string EachProcess(string signal) =>
        $"main=$(head -n 1 {_folder}/data/postmaster.pid); kill -{signal} $main $(ps -o pid= --ppid $main)";

    private static async Task<string> RunAsync(string command)
    {
        var start = new ProcessStartInfo("bash", ["-c", $"set -euo pipefail; source ops/lib/common.sh; source ops/lib/postgres.sh; {command}"])
        {
            WorkingDirectory = SharedData.InProject("."),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using var bash = System.Diagnostics.Process.Start(start)!;
        var (said, errors) = (bash.StandardOutput.ReadToEndAsync(), bash.StandardError.ReadToEndAsync());
        await bash.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(90));
        bash.ExitCode.ShouldBe(0, await errors);
        return await said;
    }
}
