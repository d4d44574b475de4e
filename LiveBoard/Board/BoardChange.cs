using System.Collections.Immutable;
using Grains.Interfaces.Agencies;
using Grains.Interfaces.Escalation;

namespace LiveBoard.Board;

/// <summary>What differs between two frames of one board, the older one being <see cref="Prev"/>. Null parts did not change.</summary>
internal sealed record BoardChange(
    long Prev,
    Figures? Figures,
    ImmutableArray<ChildFigures>? Children,
    ImmutableArray<Alert>? Alerts,
    int? OpenAlerts,
    ImmutableArray<SourceFreshness>? Sources,
    ImmutableArray<Turn>? Upcoming)
{
    /// <summary>Null when only the whole board will do: another epoch, another name, or other rows.</summary>
    public static BoardChange? Between(BoardFrame older, BoardFrame newer)
    {
        if (older.Epoch != newer.Epoch || older.Agency != newer.Agency || !SameRows(older.Children, newer.Children))
            return null;
        return new BoardChange(
            older.Sequence,
            older.Figures == newer.Figures ? null : newer.Figures,
            ChangedRows(older.Children, newer.Children),
            Changed(older.Alerts, newer.Alerts),
            older.OpenAlerts == newer.OpenAlerts ? null : newer.OpenAlerts,
            Changed(older.Sources, newer.Sources),
            Changed(older.Upcoming, newer.Upcoming));
    }

    private static bool SameRows(ImmutableArray<ChildFigures> older, ImmutableArray<ChildFigures> newer) =>
        older.Select(row => row.Agency.Code).SequenceEqual(newer.Select(row => row.Agency.Code));

    private static ImmutableArray<ChildFigures>? ChangedRows(ImmutableArray<ChildFigures> older, ImmutableArray<ChildFigures> newer)
    {
        ImmutableArray<ChildFigures> rows = [.. newer.Where((row, at) => row != older[at])];
        return rows.IsEmpty ? null : rows;
    }

    private static ImmutableArray<T>? Changed<T>(ImmutableArray<T> older, ImmutableArray<T> newer) =>
        older.AsSpan().SequenceEqual(newer.AsSpan()) ? null : newer;
}
