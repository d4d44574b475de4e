using System.Collections.Immutable;
using Grains.Interfaces.Dossiers;
using Grains.Interfaces.Reports;

namespace Grains.Reports;

/// <summary>Counts lines as the store's standing query counts rows: overdue goes before undated.</summary>
internal sealed class StandingCount(DateTimeOffset asOf)
{
    private readonly SortedDictionary<string, StandingRow> _rows = new(StringComparer.Ordinal);

    public ImmutableArray<StandingRow> Rows => [.. _rows.Values];

    /// <param name="line">Received, and with its competent agency.</param>
    public void Add(DossierLine line)
    {
        var row = _rows.GetValueOrDefault(line.Agency!) ?? new StandingRow(line.Agency, 0, 0, 0, 0, 0, 0, 0, 0);
        row = row with { Received = row.Received + 1 };
        var overdue = line.IsOverdue(asOf);
        if (line.IsOpen && line.Paused && !overdue)
            row = row with { Paused = row.Paused + 1 };
        _rows[line.Agency!] = (line.IsOpen, line.Due is null) switch
        {
            (false, true) => row with { EndedNoDue = row.EndedNoDue + 1 },
            (false, false) when line.EndedLate => row with { EndedLate = row.EndedLate + 1 },
            (false, false) => row with { EndedOnTime = row.EndedOnTime + 1 },
            _ when overdue => row with { OpenOverdue = row.OpenOverdue + 1 },
            (true, true) => row with { OpenNoDue = row.OpenNoDue + 1 },
            _ => row with { OpenInTime = row.OpenInTime + 1 },
        };
    }
}
