using System.Collections.Immutable;
using Grains.Interfaces.Dossiers;
using Grains.Interfaces.Escalation;
using Grains.Storage;

namespace Grains.Tests.Storage;

/// <summary>Rows to write, with sensible values where a test does not care.</summary>
internal static class Rows
{
    public static readonly DateTimeOffset Monday = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    /// <summary>Received on Monday, due four days later.</summary>
    public static DossierLine Open(string dossier, string agency = "H49.01", string? point = null) => new()
    {
        Dossier = dossier,
        Version = 1,
        State = PortalState.InProcess,
        Agency = agency,
        Point = point ?? agency,
        Received = Monday,
        Due = Monday.AddDays(4),
        DueSoonFrom = Monday.AddDays(3),
        OverdueAfter = Monday.AddDays(4),
        Changed = Monday,
    };

    public static DossierLine EndedAt(this DossierLine line, DateTimeOffset at) =>
        line with { State = PortalState.Finished, Ended = at, DueSoonFrom = null, OverdueAfter = null, EndedLate = line.Due < at };

    public static DossierWrite Write(this DossierLine line, params StoredEvent[] events) =>
        new(line.Version - 1, line, new byte[] { 1, 2, 3 }, [.. events], []);

    public static DossierWrite With(this DossierWrite write, params Alert[] alerts) => write with { ChangedAlerts = [.. alerts] };

    public static StoredEvent Event(string dossier, string id, string source = "igate") => new(
        new DossierEvent { Id = id, Source = source, Dossier = dossier, Type = EventType.Step, At = Monday, Step = "thẩm định" },
        Monday.AddMinutes(1),
        Backfill: false);

    public static Alert Alert(string dossier, string rung = "due", string agency = "H49.01", string? to = null) => new()
    {
        Id = new AlertId(dossier, rung),
        Dossier = dossier,
        Agency = agency,
        To = new Addressee(to ?? agency, "leader"),
        Rung = rung,
        Due = Monday.AddDays(4),
        RaisedAt = Monday.AddDays(4),
        State = AlertState.Raised,
        Version = 1,
    };

    public static async Task<List<T>> ToListAsync<T>(this IAsyncEnumerable<T> rows)
    {
        var list = new List<T>();
        await foreach (var row in rows)
            list.Add(row);
        return list;
    }

    /// <summary>A line as comparable text, since records compare arrays by reference.</summary>
    public static string Text(this DossierLine line) =>
        $"{line with { Flags = [], OpenAlerts = [], Former = [] }} {string.Join(' ', line.Flags)} {string.Join(' ', line.Former)} {string.Join(' ', line.OpenAlerts)}";

    public static string Text(this StoredEvent stored) =>
        $"{stored with { Event = stored.Event with { Factors = [] } }} {string.Join(' ', stored.Event.Factors)}";
}
