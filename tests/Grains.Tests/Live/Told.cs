using Grains.Interfaces.Dossiers;
using Grains.Tests.Catalogue;
using Grains.Tests.Dossiers;

namespace Grains.Tests.Live;

/// <summary>Events to send. Times as in <see cref="ADossier"/>.</summary>
internal static class Told
{
    public static DossierEvent Received(string dossier, string at, string agency = Office.Department, string? point = null) =>
        Event(EventType.Received, dossier, at) with { Agency = agency, Procedure = "five-days", Point = point };

    public static DossierEvent Event(EventType type, string dossier, string at) =>
        new() { Id = $"{dossier}-{type}", Source = "igate", Dossier = dossier, Type = type, At = ADossier.At(at) };
}
