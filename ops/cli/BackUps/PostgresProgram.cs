using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Monitor.Cli.BackUps;

/// <summary>PostgreSQL's own programs, which know its format. Where to connect goes by their environment: others can read command lines.</summary>
internal static class PostgresProgram
{
    private const string Installed = "/usr/lib/postgresql";

    /// <exception cref="FailedException">It is not installed, or it failed; then with what it said.</exception>
    public static async Task RunAsync(string program, NpgsqlConnectionStringBuilder address, CancellationToken cancellationToken, params string[] arguments)
    {
        var start = new ProcessStartInfo(Find(program), arguments) { RedirectStandardError = true, UseShellExecute = false };
        foreach (var (name, value) in Environment(address))
            start.Environment[name] = value;
        using var process = Start(start, program);
        try
        {
            var said = await process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            if (process.ExitCode != 0)
                throw new FailedException($"{program} failed: {said.Trim().ReplaceLineEndings("; ")}");
        }
        finally
        {
            if (!process.HasExited)
                process.Kill();
        }
    }

    private static Process Start(ProcessStartInfo start, string program)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new FailedException($"{program} is missing. On Debian: sudo apt-get install postgresql-client", e);
        }
    }

    // The newest one: a client may be newer than its server, and not older.
    private static string Find(string program) => (Directory.Exists(Installed) ? Directory.GetDirectories(Installed) : [])
        .Select(version => Path.Combine(version, "bin", program))
        .Where(File.Exists)
        .MaxBy(path => int.TryParse(Path.GetFileName(Path.GetDirectoryName(Path.GetDirectoryName(path))), CultureInfo.InvariantCulture, out var version) ? version : 0) ?? program;

    private static IEnumerable<(string Name, string Value)> Environment(NpgsqlConnectionStringBuilder address) => new (string Name, string? Value)[]
    {
        ("PGHOST", address.Host),
        ("PGPORT", $"{address.Port}"),
        ("PGDATABASE", address.Database),
        ("PGUSER", address.Username),
        ("PGPASSWORD", address.Password),
        ("PGPASSFILE", address.Passfile),
        ("PGSSLMODE", address.SslMode switch { SslMode.VerifyCA => "verify-ca", SslMode.VerifyFull => "verify-full", var mode => $"{mode}".ToLowerInvariant() }),
        ("PGSSLROOTCERT", address.RootCertificate),
        ("PGCONNECT_TIMEOUT", $"{address.Timeout}"),
        ("PGAPPNAME", "dossier-monitor back-up"),
    }.Where(pair => pair.Value is { Length: > 0 }).Select(pair => (pair.Name, pair.Value!));
}
