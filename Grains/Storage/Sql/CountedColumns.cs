using Grains.Interfaces.Dossiers;

namespace Grains.Storage.Sql;

/// <summary>A dossier's row as an agency counts it. A start reads a million of them, and each column costs.</summary>
internal static class CountedColumns
{
    private const int Dated = 4, Paused = 8, EndedLate = 16;

    /// <summary>For a SELECT that <see cref="Read"/> reads; <c>?1</c> is the agency.</summary>
    public const string List = """
        dossier, version,
        CASE WHEN agency = ?1 THEN 1 ELSE 0 END + CASE WHEN point = ?1 THEN 2 ELSE 0 END + CASE WHEN due IS NULL THEN 0 ELSE 4 END
          + CASE WHEN paused THEN 8 ELSE 0 END + CASE WHEN ended_late THEN 16 ELSE 0 END,
        received, ended, due_soon_from, overdue_after, next_mark, rated_at, rating_scale, rating_value
        """;

    public static CountedDossier Read(Statement row)
    {
        var flags = row.Count(2);
        var rating = row.OptionalInstant(8) is { } at ? new Rating(at, row.Count(9), row.Count(10)) : null;
        return new CountedDossier
        {
            Dossier = row.Text(0),
            Version = row.Count(1),
            Roles = (Roles)flags & (Roles.Competent | Roles.Reception),
            IsDated = (flags & Dated) != 0,
            Paused = (flags & Paused) != 0,
            EndedLate = (flags & EndedLate) != 0,
            Received = row.IntegerOrZero(3),
            Ended = row.IntegerOrZero(4),
            DueSoonFrom = row.IntegerOrZero(5),
            OverdueAfter = row.IntegerOrZero(6),
            NextMark = row.IntegerOrZero(7),
            Rated = rating?.At.UtcTicks ?? 0,
            RatingScale = rating?.Scale ?? 0,
            IsSatisfied = rating?.IsSatisfied ?? false,
        };
    }
}
