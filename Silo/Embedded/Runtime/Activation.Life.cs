using Orleans.Core;

namespace Orleans.Runtime;

internal sealed partial class Activation
{
    // A call that meets this many ending activations in a row is refused: its grain keeps ending itself.
    private const int MaxMoves = 4;

    private List<IStorage>? _states;
    private bool _leaveOnceBorn;

    /// <summary>Called while the grain is built.</summary>
    public void AddState(IStorage state) => (_states ??= []).Add(state);

    /// <summary>Starts an activation that has inherited calls.</summary>
    public void Awaken()
    {
        bool wake;
        lock (_gate)
        {
            wake = BeBorn();
            _watched = true;
        }

        if (wake)
            Schedule();
        Traits.Watch.Add(this);
    }

    private bool BeBorn()
    {
        if (_phase != Phase.New)
            return false;
        _phase = Phase.Activating;
        _ready.Add(new Step(static activation => activation.LiveAsync()));
        return NeedsWaking();
    }

    private async Task LiveAsync()
    {
        try
        {
            GrainInstance = GrainClass!.Build(this);
            if (_states is not null || GrainClass.OverridesActivation)
                await PrepareAsync();
        }
        catch (Exception failure)
        {
            Traits.Log.ActivationFailed(failure, GrainId.ToString());
            await DisposeInstanceAsync();
            Vanish(failure);
            return;
        }

        lock (_gate)
        {
            _phase = Phase.Active;
            BeginWhatInterleaves();
            if (_leaveOnceBorn)
                _phase = Phase.Leaving;
            BeginWhatCan();
        }
    }

    private async Task PrepareAsync()
    {
        using var limit = new CancellationTokenSource(Traits.ActivationTimeout, Traits.EngineClock);
        if (_states is not null)
            await Within(Task.WhenAll(_states.Select(state => state.ReadStateAsync(limit.Token))));
        _states = null;
        if (GrainInstance is IGrainBase grain)
            await Within(grain.OnActivateAsync(limit.Token));
    }

    private async Task DieAsync()
    {
        StopTimers();
        try
        {
            if (GrainClass is { OverridesDeactivation: true } && GrainInstance is IGrainBase grain)
            {
                using var limit = new CancellationTokenSource(Traits.ActivationTimeout, Traits.EngineClock);
                await Within(grain.OnDeactivateAsync(_reason, limit.Token));
            }
        }
        catch (Exception failure)
        {
            Traits.Log.DeactivationFailed(failure, GrainId.ToString());
        }

        await DisposeInstanceAsync();
        Vanish(failure: null);
    }

    private Task Within(Task step) => step.WaitAsync(Traits.ActivationTimeout, Traits.EngineClock);

    private async ValueTask DisposeInstanceAsync()
    {
        try
        {
            if (GrainInstance is IAsyncDisposable later)
                await later.DisposeAsync();
            else if (GrainInstance is IDisposable now)
                now.Dispose();
        }
        catch (Exception failure)
        {
            Traits.Log.DeactivationFailed(failure, GrainId.ToString());
        }
    }

    // The calls that wait get the failure or, when there is none, go to the next activation in their order.
    private void Vanish(Exception? failure)
    {
        StopTimers();
        var refused = new List<Turn>();
        lock (_gate)
        {
            _phase = Phase.Gone;
            WorkQueue left = default;
            while (_waiting.Take() is Turn turn)
            {
                if (turn.Abandoned)
                    continue;
                if (failure is null && ++turn.Moves <= MaxMoves)
                    left.Add(turn);
                else
                    refused.Add(turn);
            }

            _home.Release(this, left);
        }

        foreach (var turn in refused)
            turn.Refuse(failure ?? new OrleansMessageRejectionException($"{GrainId} ended {MaxMoves} times before this call could run."));
        _deactivated?.TrySetResult();
    }
}
