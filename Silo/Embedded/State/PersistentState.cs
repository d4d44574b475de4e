using Orleans.Storage;

namespace Orleans.Runtime;

/// <summary>
/// One state of one activation. Operations run one after another in the order asked; a write asked for while another write has not begun
/// is the same write, as that will store the state as it is when it begins. Used on the activation's turns only.
/// </summary>
internal sealed class PersistentState<T>(Activation activation, string name, IGrainStorage storage) : IPersistentState<T>
{
    private readonly GrainState<T> _record = new(Activator.CreateInstance<T>());
    private Task _last = Task.CompletedTask;
    private Task? _nextWrite;

    public T State
    {
        get => _record.State!;
        set => _record.State = value;
    }

    public string? Etag => _record.ETag;

    public bool RecordExists => _record.RecordExists;

    public Task ReadStateAsync() => ReadStateAsync(CancellationToken.None);

    public Task WriteStateAsync() => WriteStateAsync(CancellationToken.None);

    public Task ClearStateAsync() => ClearStateAsync(CancellationToken.None);

    public Task ReadStateAsync(CancellationToken cancellationToken) => Append(ReadAsync(_last, cancellationToken));

    public Task ClearStateAsync(CancellationToken cancellationToken) => Append(ClearAsync(_last, cancellationToken));

    public Task WriteStateAsync(CancellationToken cancellationToken)
    {
        if (_nextWrite is not null && !cancellationToken.CanBeCanceled)
            return _nextWrite;

        var waits = !_last.IsCompleted;
        var write = Append(WriteAsync(_last, cancellationToken));
        if (waits && !cancellationToken.CanBeCanceled)
            _nextWrite = write;
        return write;
    }

    private Task Append(Task operation)
    {
        _nextWrite = null;
        return _last = operation;
    }

    private async Task ReadAsync(Task before, CancellationToken token)
    {
        await Ended(before);
        await Checked(storage.ReadStateAsync(name, activation.GrainId, _record, token), "read");
    }

    private async Task WriteAsync(Task before, CancellationToken token)
    {
        if (!before.IsCompleted)
        {
            await Ended(before);
            _nextWrite = null;
        }

        await Checked(storage.WriteStateAsync(name, activation.GrainId, _record, token), "write");
    }

    private async Task ClearAsync(Task before, CancellationToken token)
    {
        await Ended(before);
        await Checked(storage.ClearStateAsync(name, activation.GrainId, _record, token), "clear");
    }

    // However the one before ended, this one has its own go; and it stays on the activation's context.
    private static async Task Ended(Task before) =>
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);

    // Orleans lets its own exceptions through and wraps the others.
    private async Task Checked(Task operation, string verb)
    {
        try
        {
            await operation;
        }
        catch (Exception failure) when (failure is not (OrleansException or OperationCanceledException))
        {
            throw new OrleansException($"Storage failed to {verb} state '{name}' of {activation.GrainId}: {failure.Message}", failure);
        }
    }
}
