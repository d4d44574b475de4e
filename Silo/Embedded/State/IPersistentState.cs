namespace Orleans.Core
{
    public interface IStorage
    {
        /// <summary>The version last read or written; null before the first write.</summary>
        string? Etag { get; }

        bool RecordExists { get; }

        Task ReadStateAsync();

        /// <summary>Concurrent writes of a reentrant grain are merged: one runs, one waits, the others join the one that waits.</summary>
        /// <exception cref="Storage.InconsistentStateException">
        /// The stored version is another one. When it escapes from a call, the activation ends, and the next call reads again.
        /// </exception>
        Task WriteStateAsync();

        Task ClearStateAsync();

        Task ReadStateAsync(CancellationToken cancellationToken) => ReadStateAsync();

        Task WriteStateAsync(CancellationToken cancellationToken) => WriteStateAsync();

        Task ClearStateAsync(CancellationToken cancellationToken) => ClearStateAsync();
    }

    public interface IStorage<TState> : IStorage
    {
        TState State { get; set; }
    }
}

namespace Orleans.Runtime
{
    /// <summary>A constructor parameter marked with <see cref="PersistentStateAttribute"/>; it is read before the grain is activated.</summary>
    public interface IPersistentState<TState> : Core.IStorage<TState>;

    [AttributeUsage(AttributeTargets.Parameter)]
    public sealed class PersistentStateAttribute(string stateName, string? storageName = null) : Attribute
    {
        public string StateName { get; } = stateName;

        /// <summary>The name of the storage, <c>Default</c> when null.</summary>
        public string? StorageName { get; } = storageName;
    }
}
