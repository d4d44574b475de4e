using System.Reflection;
using System.Text.Json;
using Grains.Interfaces.Catalogue;
using Grains.Storage;

namespace Grains.Catalogue;

/// <summary>Fills the catalogue when the process starts, before any grain is asked.</summary>
public sealed class ReferenceLoader(IReferenceStore store, ReferenceHolder holder, TimeProvider clock)
{
    /// <summary>Reads every stored version; into an empty store it first puts the calendars that come with the program.</summary>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        var versions = await store.ReadAllAsync(cancellationToken);
        if (!versions.Any(version => version.Kind == DocumentKinds.Calendar.Name))
        {
            var builtIn = DocumentKinds.Calendar.Changes(ReferenceData.Empty, BuiltInCalendars());
            versions = await AddAsync([.. builtIn.Select(entry => DocumentKinds.Calendar.Stored(entry, clock.GetUtcNow()))], cancellationToken);
        }

        holder.Replace(Read(versions));
    }

    /// <summary>The reference data that these versions make.</summary>
    public static ReferenceData Read(IReadOnlyCollection<ReferenceVersion> versions) =>
        ReferenceData.Empty.With(DocumentKinds.Read(versions));

    /// <summary>Puts into force what was stored and is not: after a write of which nobody knows whether it was kept.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken) =>
        holder.Add(DocumentKinds.Read(await store.ReadAllAsync(cancellationToken)));

    // Silos that start together may put them at the same moment: one of them does.
    private async Task<IReadOnlyList<ReferenceVersion>> AddAsync(ReferenceVersion[] builtIn, CancellationToken cancellationToken)
    {
        try
        {
            await store.AddAsync(builtIn, cancellationToken);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            var there = await store.ReadAllAsync(cancellationToken);
            if (there.Any(version => version.Kind == DocumentKinds.Calendar.Name))
                return there;
            throw;
        }

        return await store.ReadAllAsync(cancellationToken);
    }

    private static IEnumerable<CalendarDocument> BuiltInCalendars()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith("calendars/", StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            foreach (var calendar in JsonSerializer.Deserialize<CalendarsDocument>(stream, ReferenceJson.Options)!.Calendars)
                yield return calendar;
        }
    }
}
