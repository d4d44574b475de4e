using System.Collections.Immutable;
using Grains.Agencies;
using Grains.Catalogue;
using Grains.Interfaces.Agencies;
using Grains.Interfaces.Dossiers;
using Grains.Interfaces.Operations;
using Grains.Interfaces.Reports;
using Grains.Storage;

namespace Grains.Reports;

/// <summary>Standing and boards at an instant of the past, from stored events alone.</summary>
public sealed class PastFigures(PastReader reader, ReferenceHolder reference, ReferencePast referencePast, ServiceClockInfo clock)
{
    // A row is written when its events come in, and those may be stamped a few minutes ahead.
    private static readonly TimeSpan Ahead = TimeSpan.FromHours(1);

    /// <summary>One row for each agency that was competent then, in the branch as it was then.</summary>
    public async Task<ImmutableArray<StandingRow>> ReadStandingAsync(StandingQuery query, Past past, CancellationToken cancellationToken)
    {
        var branch = query.Agency is null ? null : (await referencePast.AtAsync(past.AsOf, cancellationToken)).Branch(query.Agency).ToHashSet(StringComparer.Ordinal);
        var count = new StandingCount(past.AsOf);
        await reader.ReadAsync(new StateFilter(past.AsOf), (code, state) => Line(new PastDossier(code, state, reference.Current, past)), count.Add, cancellationToken);
        return count.Rows;

        DossierLine? Line(PastDossier dossier) =>
            dossier.Line is { Agency: { } agency, Received: { } received } line && branch?.Contains(agency) != false
            && !(received < query.From) && !(received >= query.To)
                ? line
                : null;
    }

    public async Task<BoardFrame?> ReadBoardAsync(string agency, Past past, CancellationToken cancellationToken)
    {
        var catalogue = await referencePast.AtAsync(past.AsOf, cancellationToken);
        if (catalogue.Agencies.Find(agency) is null)
            return null;
        var board = new PastBoard(catalogue, agency, past.AsOf);
        await reader.ReadAsync(Filter(past, board.Since), Tell, told => board.Add(told.Line, told.Marks), cancellationToken);
        return board.Frame(clock.Kind);

        Told Tell(string code, Dossiers.DossierState state)
        {
            var dossier = new PastDossier(code, state, reference.Current, past);
            return new Told(dossier.Line, [.. dossier.Marks]);
        }
    }

    // What was not active since had ended then too, unless only a part of its events is heard.
    private static StateFilter Filter(Past past, DateTimeOffset since) => past.Source is not null
        ? new StateFilter(past.AsOf)
        : new StateFilter(past.AsOf, (past.KnownAt < since ? past.KnownAt.Value : since) - Ahead);

    private sealed record Told(DossierLine Line, ImmutableArray<SourceMark> Marks);
}
