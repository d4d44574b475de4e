using Grains.Catalogue;
using Grains.Interfaces.Agencies;
using Grains.Interfaces.Dossiers;
using Grains.Time;
using NodaTime;

namespace Grains.Agencies;

/// <summary>
/// The board of an agency at an instant of the past: the dossiers as they stood then are given to the same indexes, branches and sums
/// that count live. Not for use by several threads at once.
/// </summary>
/// <param name="catalogue">As it was then: tree, names, zones, policy.</param>
internal sealed class PastBoard(ReferenceData catalogue, string agency, DateTimeOffset asOf)
{
    /// <summary>In place of an activation's: such a frame follows no other.</summary>
    public const string Epoch = "asOf";

    private readonly Dictionary<string, (AgencyIndex Index, Sources Sources)> _agencies = catalogue.Branch(agency).ToDictionary(
        code => code,
        code => (new AgencyIndex(code, BoardDay.Of(asOf, catalogue.CalendarOf(code)?.Zone ?? DateTimeZone.Utc)), new Sources()),
        StringComparer.Ordinal);

    /// <summary>Dossiers that ended before this, and were not rated since, have no part in it.</summary>
    public DateTimeOffset Since => _agencies.Values.Min(entry => entry.Index.Day.Since);

    public void Add(DossierLine line, IEnumerable<SourceMark> marks)
    {
        foreach (var code in new[] { line.Agency, line.Point }.OfType<string>().Distinct(StringComparer.Ordinal))
        {
            if (!_agencies.TryGetValue(code, out var entry))
                continue;
            foreach (var mark in marks)
                entry.Sources.Hear(mark);
            if (line.IsOpen || line.Ended >= Since || line.Received >= Since || line.Rating?.At >= Since)
                entry.Index.Apply(line, asOf);
        }
    }

    /// <param name="clock"><c>real</c> or <c>replay</c>.</param>
    public BoardFrame Frame(string clock)
    {
        var (report, branch) = Count(agency);
        return Boards.Frame(catalogue, report, branch, _agencies[agency].Index.Day.Period, clock);
    }

    private (BranchReport Report, Branch Branch) Count(string code)
    {
        var branch = new Branch();
        foreach (var child in catalogue.Children(code))
            branch.Apply(Count(child).Report);
        var (index, sources) = _agencies[code];
        return (Boards.Report(code, Epoch, 0, asOf, index, branch, sources), branch);
    }
}
