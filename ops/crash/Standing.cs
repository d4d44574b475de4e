using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Monitor.Crash;

/// <summary>What has become of the dossiers received by an instant.</summary>
internal readonly record struct Standing(long EndedLate, long EndedOnTime, long OpenOverdue, long OpenInTime, long OpenNoDue, long EndedNoDue)
{
    public static Standing operator +(Standing a, Standing b) => new(
        a.EndedLate + b.EndedLate, a.EndedOnTime + b.EndedOnTime, a.OpenOverdue + b.OpenOverdue,
        a.OpenInTime + b.OpenInTime, a.OpenNoDue + b.OpenNoDue, a.EndedNoDue + b.EndedNoDue);

    public static Standing Sum(IEnumerable<Standing> parts) => parts.Aggregate(default(Standing), (sum, part) => sum + part);

    /// <summary>One dossier's.</summary>
    public static Standing Of(DateTimeOffset? due, DateTimeOffset? ended, DateTimeOffset asOf) => (ended <= asOf, due) switch
    {
        (true, null) => new Standing { EndedNoDue = 1 },
        (false, null) => new Standing { OpenNoDue = 1 },
        (true, _) => due < ended ? new Standing { EndedLate = 1 } : new Standing { EndedOnTime = 1 },
        (false, _) => due < asOf ? new Standing { OpenOverdue = 1 } : new Standing { OpenInTime = 1 },
    };

    /// <summary>By agency, as the service reports it.</summary>
    public static async Task<(DateTimeOffset AsOf, Dictionary<string, Standing> ByAgency)> AskAsync(Api service, string query = "")
    {
        var report = await service.GetAsync("reports/standing" + query);
        var rows = report["rows"]!.AsArray().ToDictionary(row => row!["agency"]!.GetValue<string>(), row => OfRow(row!));
        if (Sum(rows.Values) != OfRow(report["total"]!))
            throw new BrokenPromiseException($"The rows of a report do not add up to its total: {report.ToJsonString()}");
        return (report["asOf"]!.GetValue<DateTimeOffset>(), rows);
    }

    private static Standing OfRow(JsonNode row) => new(
        Number(row, "endedLate"), Number(row, "endedOnTime"), Number(row, "openOverdue"), Number(row, "openInTime"), Number(row, "openNoDue"), Number(row, "endedNoDue"));

    private static long Number(JsonNode row, string name) => row[name]!.GetValue<long>();
}

/// <summary>The figures that the file of requests must come to, as the README beside it states them.</summary>
/// <param name="Agencies">For two of them, without what has no due date.</param>
internal sealed partial record PublishedFigures(DateTimeOffset AsOf, Standing Total, IReadOnlyDictionary<string, Standing> Agencies)
{
    /// <exception cref="FormatException">It states none.</exception>
    public static PublishedFigures Read(string readme)
    {
        var text = File.ReadAllText(readme);
        var (asOf, total) = (AsOfText().Match(text), TotalText().Match(text));
        var agencies = AgencyText().Matches(text);
        if (!asOf.Success || !total.Success || agencies.Count == 0)
            throw new FormatException($"{readme} does not state figures to meet, such as 'closed late 9,161; closed on time ..'");
        return new PublishedFigures(
            DateTimeOffset.Parse(asOf.Groups["asOf"].Value, CultureInfo.InvariantCulture),
            Of(total) with { OpenNoDue = Number(total, "openNoDue"), EndedNoDue = Number(total, "endedNoDue") },
            agencies.ToDictionary(match => match.Groups["agency"].Value, Of));
    }

    private static Standing Of(Match match) =>
        new(Number(match, "late"), Number(match, "onTime"), Number(match, "overdue"), Number(match, "inTime"), 0, 0);

    private static long Number(Match match, string group) => long.Parse(match.Groups[group].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"as of (?<asOf>\d{4}-\d\d-\d\dT[\d:]+Z)", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex AsOfText();

    [GeneratedRegex(
        @"closed late (?<late>[\d,]+); closed on time (?<onTime>[\d,]+); open overdue (?<overdue>[\d,]+); open in time (?<inTime>[\d,]+); "
        + @"open without due (?<openNoDue>[\d,]+); closed without due (?<endedNoDue>[\d,]+)",
        RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex TotalText();

    [GeneratedRegex(@"\b(?<agency>[A-Z]+): (?<late>[\d,]+) / (?<onTime>[\d,]+) / (?<overdue>[\d,]+) / (?<inTime>[\d,]+)", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex AgencyText();
}
