using Grains.Interfaces.Agencies;
using Grains.Interfaces.Changes;
using Grains.Storage;

namespace Silo.Host.Hosting;

/// <summary>
/// Wakes every agency of this process that has dossiers to watch, so that deadlines turn whether or not anybody looks at a board; and has a reviewed
/// change that was under way go on.
/// </summary>
internal sealed class StartupWake(IDossierQueries queries, IGrainFactory grains, TimeProvider clock)
{
    private const int AtOnce = 8;

    // Longer than any month: agencies whose last dossier ended this month show it.
    private static readonly TimeSpan Lately = TimeSpan.FromDays(32);

    /// <param name="isMine">Whether it is for this process to wake an agency, by its grain key.</param>
    public async Task RunAsync(Func<string, bool> isMine, CancellationToken cancellationToken)
    {
        var agencies = await queries.ReadAgenciesAsync(clock.GetUtcNow() - Lately, cancellationToken);
        await Parallel.ForEachAsync(
            agencies,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (agency, token) =>
            {
                if (AgencyCode.TryParse(agency, out var code) && isMine(code.GrainKey))
                    await grains.GetGrain<IAgencyGrain>(code.GrainKey).WakeAsync(token);
            });
        await grains.GetGrain<IChangeGrain>(IChangeGrain.Key).WakeAsync(cancellationToken);
    }
}
