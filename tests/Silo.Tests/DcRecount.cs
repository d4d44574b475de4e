using System.Globalization;
using System.IO.Compression;

namespace Silo.Tests;

/// <summary>Counts the cases of Washington's file by hand, from its text alone: nothing of the product is used.</summary>
internal sealed class DcRecount
{
    private readonly List<(string Agency, DateTime Ordered, DateTime? Due, DateTime? Resolved)> _cases = [];

    private DcRecount()
    {
    }

    public static DcRecount Read(string path)
    {
        var recount = new DcRecount();
        using var text = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        text.ReadLine();
        while (text.ReadLine() is { } line)
        {
            // Only the description, the second column, is ever quoted.
            var first = line.IndexOf(',', StringComparison.Ordinal);
            var rest = line[(first + 1)..];
            rest = rest.StartsWith('"') ? rest[(rest.IndexOf("\",", 1, StringComparison.Ordinal) + 2)..] : rest[(rest.IndexOf(',', StringComparison.Ordinal) + 1)..];
            var fields = rest.Split(',');
            recount._cases.Add((line[..first], Time(fields[0])!.Value, Time(fields[1]), Time(fields[2])));
        }

        return recount;
    }

    public int Cases => _cases.Count;

    public Standing AsOf(DateTimeOffset instant, string? agency = null)
    {
        var now = instant.UtcDateTime;
        int late = 0, onTime = 0, overdue = 0, inTime = 0, openNoDue = 0, endedNoDue = 0;
        foreach (var (competent, ordered, due, resolved) in _cases)
        {
            if (ordered > now || (agency is not null && competent != agency))
                continue;
            if (resolved is { } end && end <= now)
                _ = due is null ? endedNoDue++ : end > due ? late++ : onTime++;
            else
                _ = due is null ? openNoDue++ : due < now ? overdue++ : inTime++;
        }

        return new Standing(late, onTime, overdue, inTime, openNoDue, endedNoDue);
    }

    private static DateTime? Time(string text) =>
        text.Length == 0 ? null : DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
}
