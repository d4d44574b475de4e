namespace Grains.Storage;

/// <summary>The storage cannot be used and waiting will not help: the program shows <see cref="Exception.Message"/>, one line, and ends.</summary>
public sealed class StorageStartException(string vietnamese, string english, Exception? inner = null)
    : Exception($"{vietnamese} / {english}", inner);
