namespace Grains.Interfaces.Reports;

/// <summary>More questions about the past at once than are answered: ask again in some seconds.</summary>
[GenerateSerializer, Alias("past-busy")]
public sealed class PastBusyException() : Exception("Too many questions about the past are waiting for their turn.");
