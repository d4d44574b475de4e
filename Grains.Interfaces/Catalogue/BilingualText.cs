namespace Grains.Interfaces.Catalogue;

/// <summary>A name in Vietnamese and, where there is one, in English.</summary>
[GenerateSerializer, Immutable, Alias("bilingual-text")]
public sealed record BilingualText([property: Id(0)] string Vi, [property: Id(1)] string? En = null);
