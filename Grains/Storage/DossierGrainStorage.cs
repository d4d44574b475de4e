using System.Globalization;
using Grains.Dossiers;
using Grains.Interfaces.Dossiers;
using Orleans.Runtime;
using Orleans.Storage;

namespace Grains.Storage;

/// <summary>The dossier grain's storage provider: turns its persistent state into rows of <see cref="IDossierStore"/>.</summary>
public sealed class DossierGrainStorage(IDossierStore store) : IGrainStorage
{
    /// <summary>Name that the provider is registered under.</summary>
    public const string Name = "dossiers";

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var state = Dossier(grainState);
        var stored = await store.ReadAsync(CodeOf(grainId), CancellationToken.None).ConfigureAwait(false);
        state.RecordExists = stored is not null;
        state.ETag = ETag(stored?.Version ?? 0);
        state.State = stored is null ? new DossierRecord() : new DossierRecord { Version = stored.Version, State = DossierStateJson.Read(stored.Payload) };
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var state = Dossier(grainState);
        if (state.State is not { Line: { } line } record)
            throw new InvalidOperationException($"Dossier {CodeOf(grainId)} is written without its line.");
        var payload = DossierStateJson.Write(record.State);
        // Whoever waits for all of this comes back to its own context: no need to go there in between.
        await store.WriteAsync(new DossierWrite(line.Version - 1, line, payload, record.NewEvents, record.ChangedAlerts), CancellationToken.None)
            .ConfigureAwait(false);
        state.ETag = ETag(line.Version);
        state.RecordExists = true;
    }

    /// <exception cref="NotSupportedException">Always: dossiers are archived, never cleared.</exception>
    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        throw new NotSupportedException("A dossier's row is never cleared.");

    private static IGrainState<DossierRecord> Dossier<T>(IGrainState<T> state) => state as IGrainState<DossierRecord>
        ?? throw new InvalidOperationException($"Storage '{Name}' keeps {nameof(DossierRecord)}, not {typeof(T).Name}.");

    private static string CodeOf(GrainId grainId) => DossierCode.FromGrainKey(grainId.Key.ToString()!);

    private static string ETag(long version) => version.ToString(CultureInfo.InvariantCulture);
}
