namespace Grains.Interfaces.Operations;

/// <summary>The storage cannot take or give data now; trying again later may succeed, and nothing was kept of what was being written.</summary>
[GenerateSerializer, Alias("store-unavailable")]
public sealed class StoreUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
