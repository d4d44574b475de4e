using System.Collections.Immutable;
using Grains.Interfaces.Dossiers;

namespace Grains.Storage.Sql;

/// <summary>A dossier's row as a <see cref="DossierLine"/>: one order of columns for writing and reading.</summary>
internal static class LineColumns
{
    public static readonly ImmutableArray<string> Names =
    [
        "dossier", "version", "state", "agency", "point", "procedure", "received", "ended", "due", "due_soon_from", "overdue_after",
        "paused", "ended_late", "rated_at", "rating_scale", "rating_value", "next_mark", "changed", "step", "flags",
        "source", "source_at", "source_arrived", "former",
    ];

    // A code holds no control character. One stands before the first and after the last, too, so that each is found with both beside it.
    private const char AfterAgency = '\n';

    /// <summary>
    /// Those that an index names or computes with, but for <c>changed</c>, which always changes, and <c>former</c>, which stands beside
    /// that alone.
    /// </summary>
    public static readonly ImmutableArray<string> Indexed = ["agency", "point", "received", "ended", "due", "rated_at", "flags"];

    /// <summary>Comma-separated, for a SELECT that <see cref="Read"/> reads.</summary>
    public static readonly string List = string.Join(", ", Names);

    public static string ListOf(string table) => string.Join(", ", Names.Select(name => $"{table}.{name}"));

    public static T Bind<T>(T row, DossierLine line)
        where T : Parameters<T> => row
        .Bind(line.Dossier).Bind(line.Version).Bind((long)line.State)
        .Bind(line.Agency).Bind(line.Point).Bind(line.Procedure)
        .Bind(line.Received).Bind(line.Ended).Bind(line.Due).Bind(line.DueSoonFrom).Bind(line.OverdueAfter)
        .Bind(line.Paused).Bind(line.EndedLate)
        .Bind(line.Rating?.At).Bind(line.Rating?.Scale).Bind(line.Rating?.Value)
        .Bind(line.NextMark).Bind(line.Changed).Bind(line.Step)
        .Bind(line.Flags.IsDefaultOrEmpty ? null : string.Join(' ', line.Flags))
        .Bind(line.Source?.Source).Bind(line.Source?.At).Bind(line.Source?.Arrived)
        .Bind(line.Former.IsDefaultOrEmpty ? null : AsFormer(string.Join(AfterAgency, line.Former)));

    /// <summary>The line without its open alerts.</summary>
    public static DossierLine Read(Statement row, TextPool texts) => new()
    {
        Dossier = row.Text(0),
        Version = row.Integer(1),
        State = (PortalState)row.Integer(2),
        Agency = texts.Read(row, 3),
        Point = texts.Read(row, 4),
        Procedure = texts.Read(row, 5),
        Received = row.OptionalInstant(6),
        Ended = row.OptionalInstant(7),
        Due = row.OptionalInstant(8),
        DueSoonFrom = row.OptionalInstant(9),
        OverdueAfter = row.OptionalInstant(10),
        Paused = row.Boolean(11),
        EndedLate = row.Boolean(12),
        Rating = row.IsNull(13) ? null : new Rating(row.Instant(13), row.Count(14), row.Count(15)),
        NextMark = row.OptionalInstant(16),
        Changed = row.Instant(17),
        Step = texts.Read(row, 18),
        Flags = Flags(texts.Read(row, 19)),
        Source = row.IsNull(20) ? null : new SourceMark(texts.Read(row, 20)!, row.Instant(21), row.Instant(22)),
        Former = texts.Read(row, 23) is { } former ? [.. former.Split(AfterAgency, StringSplitOptions.RemoveEmptyEntries)] : [],
    };

    /// <summary>How an agency is found in the column <c>former</c>.</summary>
    public static string AsFormer(string agency) => $"{AfterAgency}{agency}{AfterAgency}";

    public static ImmutableArray<string> Flags(string? text) => text is null ? [] : [.. text.Split(' ')];
}
