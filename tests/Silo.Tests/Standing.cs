using System.Net.Http.Json;

namespace Silo.Tests;

/// <summary>The figures of a standing report, as the service tells them and as a recount by hand makes them.</summary>
internal sealed record Standing(int EndedLate, int EndedOnTime, int OpenOverdue, int OpenInTime, int OpenNoDue, int EndedNoDue)
{
    public int Received => EndedLate + EndedOnTime + OpenOverdue + OpenInTime + OpenNoDue + EndedNoDue;

    public static async Task<(DateTimeOffset AsOf, Standing Total, IReadOnlyDictionary<string, Standing> ByAgency)> AskAsync(HttpClient http, string query = "")
    {
        var report = (await http.GetFromJsonAsync<Report>("api/v1/reports/standing" + query))!;
        return (report.AsOf, report.Total.ToStanding(), report.Rows.ToDictionary(row => row.Agency!, row => row.ToStanding()));
    }

    internal sealed record Report(DateTimeOffset AsOf, Row[] Rows, Row Total);

    internal sealed record Row(
        string? Agency, int Received, int EndedOnTime, int EndedLate, int EndedNoDue, int OpenInTime, int OpenOverdue, int OpenNoDue)
    {
        public Standing ToStanding()
        {
            var standing = new Standing(EndedLate, EndedOnTime, OpenOverdue, OpenInTime, OpenNoDue, EndedNoDue);
            return standing.Received == Received ? standing : throw new InvalidOperationException($"Row {Agency} does not add up to {Received}.");
        }
    }
}
