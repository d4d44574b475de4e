using System.Globalization;
using Grains.Interfaces.Agencies;
using Grains.Interfaces.Reports;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Orleans;

namespace LiveBoard.Api;

/// <summary>What reports may be asked, as it stands in the query.</summary>
/// <param name="From">A date such as 2026-11-01, which begins at midnight where the agency is, or an instant.</param>
/// <param name="To">The same; it is not in the period any more.</param>
/// <param name="AsOf">The instant that figures are told for; now unless given.</param>
/// <param name="KnownAt">Only what had come in by this instant counts.</param>
/// <param name="Source">Only what this source told counts.</param>
internal sealed record ReportParameters(
    [FromQuery(Name = "agency")] string? Agency, [FromQuery(Name = "from")] string? From, [FromQuery(Name = "to")] string? To,
    [FromQuery(Name = "asOf")] string? AsOf, [FromQuery(Name = "knownAt")] string? KnownAt, [FromQuery(Name = "source")] string? Source,
    [FromQuery(Name = "ruleSet")] string? RuleSet, [FromQuery(Name = "format")] string? Format);

/// <summary>The same, read and checked.</summary>
/// <param name="Past">Null for now.</param>
internal sealed record ReportRequest(string? Agency, DateTimeOffset? From, DateTimeOffset? To, Past? Past, string? RuleSet, ReportFormat Format)
{
    public PeriodQuery ToQuery(string ruleSet) => new(Agency, From, To, Past, RuleSet ?? ruleSet);

    public static async Task<(ReportRequest? Request, ProblemHttpResult? Problem)> ReadAsync(
        ReportParameters asked, HttpRequest http, IGrainFactory grains, TimeProvider clock, CancellationToken cancellationToken)
    {
        Past? past = null;
        if ((ReportFormats.Read(asked.Format, http, out var format) ?? Query.Past(asked.AsOf, asked.KnownAt, asked.Source, clock, out past)) is { } problem)
            return (null, problem);
        var agency = string.IsNullOrEmpty(asked.Agency) ? null : asked.Agency;
        if (agency is not null && (!AgencyCode.TryParse(agency, out _) || await AgenciesApi.FindAsync(grains, agency, cancellationToken) is null))
            return (null, Problems.UnknownAgency);
        var (from, badFrom) = await InstantAsync("from", asked.From);
        var (to, badTo) = await InstantAsync("to", asked.To);
        if ((badFrom ?? badTo) is { } bad)
            return (null, bad);
        if (from >= to)
            return (null, Problems.BadParameter("to", "must come after \"from\": the period includes its start and not its end."));
        if (asked.RuleSet is { Length: > 64 })
            return (null, Problems.BadParameter("ruleSet", "1 to 64 characters; GET /api/v1/reference/rule-sets lists those that are known."));
        return (new ReportRequest(agency, from, to, past, string.IsNullOrEmpty(asked.RuleSet) ? null : asked.RuleSet, format), null);

        async Task<(DateTimeOffset? At, ProblemHttpResult? Problem)> InstantAsync(string name, string? text)
        {
            if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) || day.Year is < 1900 or > 2199)
                return Query.Instant(name, text, out var instant) is { } fault ? (null, fault) : (instant, null);
            return (await grains.GetGrain<IReportGrain>("report").GetStartOfDayAsync(agency, day, cancellationToken), null);
        }
    }
}
