using Grains.Catalogue;
using Grains.Dossiers;
using Grains.Interfaces.Dossiers;

namespace Grains.Ingest;

/// <summary>What the catalogue and the clock say against an event before its dossier is asked. Pure.</summary>
internal static class EventRules
{
    /// <summary>How far a source's clock may run ahead.</summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromMinutes(5);

    /// <summary>Null when there is nothing against it.</summary>
    public static Refusal? Check(DossierEvent told, DateTimeOffset now, ReferenceData reference)
    {
        if (told.At > now + Ahead)
            return Refusals.InTheFuture(told.At, now);
        if (told.Agency is { } agency && reference.Agencies.Find(agency) is null)
            return Refusals.UnknownAgency("agency", agency);
        if (told.Point is { } point && reference.Agencies.Find(point) is null)
            return Refusals.UnknownAgency("point", point);
        var needsProcedure = told is { Type: EventType.Received, Due: null, Units: null };
        return needsProcedure && !Knows(reference, told.Procedure) && !IsOpen(reference, told.Agency)
            ? Refusals.UnknownProcedure(told.Procedure)
            : null;
    }

    private static bool Knows(ReferenceData reference, string? procedure) =>
        procedure is not null && reference.Procedures.Find(procedure) is not null;

    private static bool IsOpen(ReferenceData reference, string? agency) =>
        agency is not null && reference.Agencies.Find(agency) is { OpenCatalogue: true };
}
