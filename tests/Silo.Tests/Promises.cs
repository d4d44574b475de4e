using System.Globalization;
using System.Net.Http.Json;

namespace Silo.Tests;

/// <summary>The promise report as the service tells it.</summary>
internal sealed record Promises(Promises.Row[] Rows, Promises.Row Total, Dictionary<string, int> Uncompared)
{
    public static async Task<Promises> AskAsync(HttpClient http) => (await http.GetFromJsonAsync<Promises>("api/v1/reports/promises"))!;

    /// <summary>Of a published table: over how many rows, and which share of them, each type's working days give the promised date.</summary>
    public static IReadOnlyDictionary<string, (int Rows, double Share)> Published(string path) => File.ReadLines(path).Skip(1).ToDictionary(
        line => line[(line.IndexOf(',', StringComparison.Ordinal) + 1)..Back(line, 4)].Trim('"'),
        line => (
            int.Parse(line.AsSpan()[(Back(line, 4) + 1)..Back(line, 3)], CultureInfo.InvariantCulture),
            double.Parse(line.AsSpan()[(Back(line, 2) + 1)..Back(line, 1)], CultureInfo.InvariantCulture)));

    // Only the type's name may hold commas of its own.
    private static int Back(string line, int comma)
    {
        var at = line.Length;
        for (; comma > 0; comma--)
            at = line.LastIndexOf(',', at - 1);
        return at;
    }

    internal sealed record Row(string? Procedure, int Dossiers, int SameDate, int SameInstant, Difference[] Differences)
    {
        public int Of(string reason) => Differences.Where(difference => difference.Reason == reason).Sum(difference => difference.Dossiers);
    }

    internal sealed record Difference(string Reason, int? Days, int Dossiers, string[] Samples);
}
