using System.Collections.Immutable;

namespace Grains.Interfaces.Catalogue;

/// <summary>An agency, a reception point or a group of either, as reference data.</summary>
[GenerateSerializer, Immutable, Alias("agency-document")]
public sealed record AgencyDocument
{
    [Id(0)] public required string Code { get; init; }
    [Id(1)] public required BilingualText Name { get; init; }

    /// <summary><c>province</c>, <c>department</c>, <c>commune</c> or another word of the site's own.</summary>
    [Id(2)] public string Level { get; init; } = "";

    /// <summary><c>agency</c>, <c>point</c> (reception point or centre: its board counts what it received) or <c>group</c>.</summary>
    [Id(3)] public string Kind { get; init; } = AgencyKinds.Agency;

    [Id(4)] public string? Parent { get; init; }

    /// <summary>Id of its working calendar; null takes the parent's, and at the top the policy's default.</summary>
    [Id(5)] public string? Calendar { get; init; }

    [Id(6)] public DateOnly? ValidFrom { get; init; }
    [Id(7)] public DateOnly? ValidTo { get; init; }

    /// <summary>Accepts dossiers of procedures that the catalogue does not know: counted, undated, flagged.</summary>
    [Id(8)] public bool OpenCatalogue { get; init; }
}

public static class AgencyKinds
{
    public const string Agency = "agency";
    public const string Point = "point";
    public const string Group = "group";

    public static ImmutableArray<string> All { get; } = [Agency, Point, Group];
}

[GenerateSerializer, Immutable, Alias("agencies-document")]
public sealed record AgenciesDocument([property: Id(0)] ImmutableArray<AgencyDocument> Agencies);
