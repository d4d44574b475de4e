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

    private enum Operation
    {
        Read,
        Write,
        Clear,
    }

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

    public Task ReadStateAsync(CancellationToken cancellationToken) => Append(Operation.Read, cancellationToken);

    public Task ClearStateAsync(CancellationToken cancellationToken) => Append(Operation.Clear, cancellationToken);

    public Task WriteStateAsync(CancellationToken cancellationToken)
    {
        if (_nextWrite is not null && !cancellationToken.CanBeCanceled)
            return _nextWrite;

        var waits = !_last.IsCompleted;
        var write = Append(Operation.Write, cancellationToken);
        if (waits && !cancellationToken.CanBeCanceled)
            _nextWrite = write;
        return write;
    }

    private Task Append(Operation operation, CancellationToken token)
    {
        _nextWrite = null;
        return _last = RunAsync(operation, _last, token);
    }

    private async Task RunAsync(Operation operation, Task before, CancellationToken token)
    {
        if (!before.IsCompleted)
        {
            // However the one before ends, this one has its own go; and it stays on the activation's context.
            await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            if (operation == Operation.Write)
                _nextWrite = null;
        }

        try
        {
            // Nothing of the grain is touched afterwards: who asked comes back to the activation's context, once.
            await (operation switch
            {
                Operation.Read => storage.ReadStateAsync(name, activation.GrainId, _record, token),
                Operation.Write => storage.WriteStateAsync(name, activation.GrainId, _record, token),
                _ => storage.ClearStateAsync(name, activation.GrainId, _record, token),
            }).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is not (OrleansException or OperationCanceledException))
        {
            // As in Orleans, whose own exceptions pass and others are wrapped.
            throw new OrleansException($"{operation} of state '{name}' of {activation.GrainId} failed: {failure.Message}", failure);
        }
    }
}
