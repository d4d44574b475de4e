using System.Data.Common;

namespace Monitor.Bench.Bare;

/// <summary>The rows that the monitor wrote, as they stand in its tables: what the bare writer is to write.</summary>
internal sealed class StoredRows
{
    private StoredRows(string[] dossierColumns, string[] eventColumns, List<(object[] Event, object[] Dossier)> events) =>
        (DossierColumns, EventColumns, Events) = (dossierColumns, eventColumns, events);

    public string[] DossierColumns { get; }

    public string[] EventColumns { get; }

    /// <summary>Each event in the order of its arrival, with the row of its dossier as it was left.</summary>
    public List<(object[] Event, object[] Dossier)> Events { get; }

    /// <param name="prefix">Of the dossiers that are meant.</param>
    public static async Task<StoredRows> ReadAsync(DbConnection connection, string prefix, CancellationToken cancellationToken)
    {
        // Generated columns come last in the table and cannot be written.
        var (dossierColumns, dossiers) = await TableAsync(
            connection, $"SELECT * FROM dossier WHERE dossier LIKE '{prefix}%'", ["counted_until", "due_order"], cancellationToken);
        var (eventColumns, events) = await TableAsync(
            connection, $"SELECT * FROM dossier_event WHERE dossier LIKE '{prefix}%' ORDER BY arrived, at, dossier", [], cancellationToken);
        var byCode = dossiers.ToDictionary(row => (string)row[0]);
        return new StoredRows(dossierColumns, eventColumns, [.. events.Select(row => (row, byCode[(string)row[0]]))]);
    }

    private static async Task<(string[] Columns, List<object[]> Rows)> TableAsync(
        DbConnection connection, string sql, string[] without, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var taken = Enumerable.Range(0, reader.FieldCount).Where(i => !without.Contains(reader.GetName(i))).ToArray();
        var rows = new List<object[]>();
        while (await reader.ReadAsync(cancellationToken))
            rows.Add([.. taken.Select(reader.GetValue)]);
        return ([.. taken.Select(reader.GetName)], rows);
    }
}
