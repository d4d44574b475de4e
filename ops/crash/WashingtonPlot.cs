using System.Globalization;
using System.IO.Compression;

namespace Monitor.Crash;

/// <summary>
/// Two months of service requests of a real city, told by four systems in any order: the clock stands still at the instant for which the
/// figures are published, and what lies after it is turned away.
/// </summary>
internal sealed class WashingtonPlot : IPlot
{
    private const int Systems = 4;

    // What a source's clock may run ahead is taken and counted; what lies further ahead is turned away.
    private static readonly TimeSpan Ahead = TimeSpan.FromHours(1);
    private static readonly string[] Kinds = ["calendars", "agencies", "procedures"];
    private readonly CrashOptions _options;
    private readonly PublishedFigures _published;
    private readonly Told[] _events;

    public WashingtonPlot(CrashOptions options)
    {
        _options = options;
        _published = PublishedFigures.Read(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(options.Data!))!, "README.md"));
        var random = new Random(options.Seed);
        _events = [.. ReadRows(options.Data!).SelectMany((row, number) => Tell(row, number, random))
            .Where(told => told.At <= Start || told.At > Start + Ahead)];
        random.Shuffle(_events);
    }

    public DateTimeOffset Start => _published.AsOf;

    public double Speed => 0.001;

    public IEnumerable<(string Kind, string Document)> Reference =>
        Kinds.Select(kind => (kind, File.ReadAllText(Path.Combine(_options.Reference!, kind + ".yaml"))));

    public IJudge Judge(Store store) => new WashingtonJudge(store, _published);

    public Round Next(int number)
    {
        var random = new Random(Round.SeedOf(_options.Seed, number));
        var (from, to) = (Share(number - 1), Share(number));
        return new Round(number, Start, _events[from..to], Kills.Draw(random), random.Next());
    }

    private int Share(int rounds) => (int)((long)_events.Length * rounds / _options.Rounds);

    // Either event by any system: the end may come before the beginning.
    private static IEnumerable<Told> Tell(Request row, int number, Random random)
    {
        var dossier = string.Create(CultureInfo.InvariantCulture, $"DC311-{row.Ordered:yyMMdd}-{number:00000}");
        yield return new Told(dossier + "-r", Any(random), dossier, "received", row.Ordered) { Agency = row.Agency, Procedure = row.Service, Due = row.Due };
        if (row.Resolved is { } resolved)
            yield return new Told(dossier + "-f", Any(random), dossier, "finished", resolved) { Outcome = row.Status };
    }

    private static string Any(Random random) => string.Create(CultureInfo.InvariantCulture, $"dc311-{random.Next(Systems)}");

    private static IEnumerable<Request> ReadRows(string path)
    {
        using var text = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        text.ReadLine();
        while (text.ReadLine() is { } line)
        {
            // Only the service, the second column, is ever quoted, and nothing in it is.
            var comma = line.IndexOf(',', StringComparison.Ordinal);
            var rest = line[(comma + 1)..];
            var isQuoted = rest.StartsWith('"');
            var end = isQuoted ? rest.IndexOf("\",", 1, StringComparison.Ordinal) : rest.IndexOf(',', StringComparison.Ordinal);
            var fields = rest[(end + (isQuoted ? 2 : 1))..].Split(',');
            yield return new Request(
                comma == 0 ? "UNASSIGNED" : line[..comma], rest[(isQuoted ? 1 : 0)..end], Instant(fields[0])!.Value, Instant(fields[1]), Instant(fields[2]), fields[3]);
        }
    }

    private static DateTimeOffset? Instant(string text) =>
        text.Length == 0 ? null : DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    private sealed record Request(string Agency, string Service, DateTimeOffset Ordered, DateTimeOffset? Due, DateTimeOffset? Resolved, string Status);
}
