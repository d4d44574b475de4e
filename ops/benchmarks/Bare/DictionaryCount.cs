namespace Monitor.Bench.Bare;

/// <summary>The ceiling of counting: a dictionary in memory that knows each dossier's agency, and another that counts; nothing is kept.</summary>
internal static class DictionaryCount
{
    /// <summary>Events a second.</summary>
    public static double Rate(StoredRows rows)
    {
        var (agency, ended) = (Array.IndexOf(rows.DossierColumns, "agency"), Array.IndexOf(rows.DossierColumns, "ended"));
        var (began, events) = (TimeProvider.System.GetTimestamp(), 0L);
        var least = TimeSpan.FromMilliseconds(200);
        while (TimeProvider.System.GetElapsedTime(began) < least)
        {
            var (known, open) = (new Dictionary<string, string>(StringComparer.Ordinal), new Dictionary<string, int>(StringComparer.Ordinal));
            foreach (var (dossierEvent, dossier) in rows.Events)
            {
                var code = (string)dossierEvent[0];
                if (known.TryAdd(code, (string)dossier[agency]))
                    open[known[code]] = open.GetValueOrDefault(known[code]) + 1;
                else
                    open[known[code]]--;
            }
            var expected = rows.Events.Where(row => row.Dossier[ended] is DBNull).Select(row => row.Event[0]).Distinct().Count();
            if (open.Values.Sum() != expected)
                throw new UnequalException($"a dictionary counts {open.Values.Sum()} open dossiers of {expected}");
            events += rows.Events.Count;
        }
        return events / TimeProvider.System.GetElapsedTime(began).TotalSeconds;
    }
}
