using Engine.Conformance.Support;
using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace Engine.Conformance.Grains;

public interface ITimerGrain : IGrainWithStringKey
{
    /// <summary>A timer that notes "tick {name}" and, when a gate is named, waits there and notes "tock {name}".</summary>
    [Alias("start")]
    Task Start(string name, TimeSpan due, TimeSpan period, bool interleave, bool keepAlive, string? gate);

    /// <summary>A timer whose every tick throws.</summary>
    [Alias("start-failing")]
    Task StartFailing(TimeSpan period);

    /// <summary>A timer that changes its own time at its first tick.</summary>
    [Alias("start-changing")]
    Task StartChanging(TimeSpan first, TimeSpan then);

    [Alias("change")]
    Task Change(TimeSpan due, TimeSpan period);

    [Alias("stop")]
    Task Stop();

    [Alias("work")]
    Task Work(string gate);

    /// <summary>Ends after the turns before it.</summary>
    [Alias("settle")]
    Task Settle();

    /// <summary>Ends at once.</summary>
    [Alias("look")]
    [AlwaysInterleave]
    Task Look();

    [Alias("leave")]
    Task Leave();
}

internal sealed class TimerGrain(Journal journal, Gates gates) : Grain, ITimerGrain
{
    private IGrainTimer? _timer;

    private string Key => this.GetPrimaryKeyString();

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        journal.Note(Key, "deactivated");
        return Task.CompletedTask;
    }

    public Task Start(string name, TimeSpan due, TimeSpan period, bool interleave, bool keepAlive, string? gate)
    {
        _timer = this.RegisterGrainTimer(
            token => Tick(name, gate, token),
            new GrainTimerCreationOptions { DueTime = due, Period = period, Interleave = interleave, KeepAlive = keepAlive });
        return Task.CompletedTask;
    }

    public Task StartFailing(TimeSpan period)
    {
        _timer = this.RegisterGrainTimer(
            () =>
            {
                journal.Note(Key, "tick");
                throw new InvalidOperationException("Every tick fails.");
            },
            period,
            period);
        return Task.CompletedTask;
    }

    public Task StartChanging(TimeSpan first, TimeSpan then)
    {
        var told = false;
        _timer = this.RegisterGrainTimer(
            grain =>
            {
                journal.Note(grain.Key, "tick");
                if (!told)
                    _timer!.Change(then, then);
                told = true;
                return Task.CompletedTask;
            },
            this,
            first,
            first);
        return Task.CompletedTask;
    }

    public Task Change(TimeSpan due, TimeSpan period)
    {
        _timer!.Change(due, period);
        return Task.CompletedTask;
    }

    public Task Stop()
    {
        _timer!.Dispose();
        return Task.CompletedTask;
    }

    public async Task Work(string gate)
    {
        journal.Note(Key, "working");
        await gates.Pass(gate);
        journal.Note(Key, "worked");
    }

    public Task Settle() => Task.CompletedTask;

    public Task Look() => Task.CompletedTask;

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    private async Task Tick(string name, string? gate, CancellationToken token)
    {
        journal.Note(Key, $"tick {name}");
        if (gate is null)
            return;
        try
        {
            await gates.Pass(gate).WaitAsync(token);
        }
        catch (OperationCanceledException)
        {
            journal.Note(Key, $"cancelled {name}");
            throw;
        }

        journal.Note(Key, $"tock {name}");
    }
}
