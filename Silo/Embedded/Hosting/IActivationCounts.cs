namespace Orleans.Hosting;

/// <summary>How many grains live in this process.</summary>
public interface IActivationCounts
{
    /// <summary>Living activations by kind: the grain's class in lower case, without "grain". Walks over all of them.</summary>
    IReadOnlyDictionary<string, int> Count();
}
