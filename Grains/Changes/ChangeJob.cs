using Grains.Catalogue;
using Grains.Interfaces.Changes;
using Grains.Interfaces.Dossiers;
using Grains.Storage;

namespace Grains.Changes;

/// <summary>
/// Moves the dossiers of one change, to the new rules or back. It keeps nothing that must not be lost: which dossiers are left is read
/// from the rows, so a job that was killed begins at the front and passes over those that have moved.
/// </summary>
internal sealed class ChangeJob(ChangeDetail change, IOpenDossiers dossiers, ReferenceData reference, IGrainFactory grains)
{
    private const int PageSize = 1_000;

    // Enough to fill the store's batches beside the events that come in, and few enough for those to pass between.
    private const int AtOnce = 128;

    private readonly RepinRule _rule = new(change, reference);
    private readonly ChangeVerb _verb = change.Acts[^1].Verb;

    public ChangeDetail Change => change;

    /// <summary>Dossiers that this act has moved, those moved before a restart included.</summary>
    public int Done { get; private set; }

    public ChangeProgress Progress => new(Done, Math.Max(Done, change.Progress?.Total ?? 0));

    private string Mark => _verb == ChangeVerb.Apply ? change.Id : Repin.UndoOf(change.Id);

    /// <summary>Counts what was moved before; for a job that goes on.</summary>
    public async Task RememberAsync(CancellationToken cancellationToken)
    {
        var began = change.Acts.First(act => act.Verb == _verb).At;
        Done = await dossiers.CountMovedAsync(Mark, began, cancellationToken);
    }

    /// <summary>Walks over all open dossiers once.</summary>
    public async Task<JobPass> PassAsync(CancellationToken cancellationToken)
    {
        var pass = new JobPass();
        for (var page = await PageAsync("", cancellationToken); page.Count > 0; page = await PageAsync(page[^1].Dossier, cancellationToken))
        {
            var touched = page.Where(IsLeft).Select(dossier => dossier.Dossier);
            foreach (var some in touched.Chunk(AtOnce))
            {
                cancellationToken.ThrowIfCancellationRequested();
                await Task.WhenAll(some.Select(dossier => MoveAsync(dossier, pass, cancellationToken)));
            }
        }

        return pass;
    }

    private Task<IReadOnlyList<StoredState>> PageAsync(string after, CancellationToken cancellationToken) => _verb == ChangeVerb.Apply
        ? dossiers.ReadAsync(after, PageSize, cancellationToken)
        : dossiers.ReadMovedAsync(after, PageSize, change.Id, Mark, cancellationToken);

    private bool IsLeft(StoredState dossier) =>
        _verb != ChangeVerb.Apply || (DossierStateJson.ReadPin(dossier.Payload) is { } pin && _rule.Touches(pin));

    private async Task MoveAsync(string dossier, JobPass pass, CancellationToken cancellationToken)
    {
        if (!DossierCode.TryParse(dossier, out var code))
            return;
        try
        {
            var grain = grains.GetGrain<IDossierGrain>(code.GrainKey);
            var moved = _verb == ChangeVerb.Apply
                ? await grain.RepinAsync(change.Id, change.Kind, cancellationToken)
                : await grain.RestorePinAsync(change.Id, cancellationToken);
            if (!moved)
            {
                pass.Leave(dossier);
                return;
            }

            Done++;
            pass.Moved++;
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever is wrong with one dossier must not keep the others from moving.
            pass.Leave(dossier, failure);
        }
    }
}

/// <summary>What one walk came to.</summary>
internal sealed class JobPass
{
    private const int MaxNamed = 20;
    private readonly List<string> _left = [];

    public int Moved { get; set; }

    /// <summary>Dossiers that should have moved and did not, at most 20.</summary>
    public IReadOnlyList<string> Left => _left;

    /// <summary>The newest failure; null when there was none.</summary>
    public Exception? Failure { get; private set; }

    public bool IsClean => _left.Count == 0 && Moved == 0;

    public void Leave(string dossier, Exception? failure = null)
    {
        if (_left.Count < MaxNamed)
            _left.Add(dossier);
        Failure = failure ?? Failure;
    }
}
