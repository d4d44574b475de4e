using Orleans.Runtime;

namespace Orleans;

public static class GrainExtensions
{
    /// <exception cref="ArgumentException">Neither a grain, nor a reference.</exception>
    public static GrainId GetGrainId(this IAddressable grain) => grain switch
    {
        Reference reference => reference.GrainId,
        IGrainBase instance => instance.GrainContext.GrainId,
        _ => throw new ArgumentException($"{grain?.GetType()} is neither a grain nor a reference to one.", nameof(grain)),
    };

    /// <summary>The grain behind a reference, or the grain itself, as a reference of another of its interfaces.</summary>
    public static TGrainInterface AsReference<TGrainInterface>(this IAddressable grain)
    {
        var (destination, key) = grain switch
        {
            Reference reference => (reference.Destination, reference.Key),
            IGrainBase { GrainContext: Activation { GrainClass: { } grainClass } activation } => (grainClass, activation.Key),
            _ => throw new ArgumentException($"{grain?.GetType()} is neither a grain nor a reference to one.", nameof(grain)),
        };
        return Reference.Create<TGrainInterface>(GrainInterface.Of(typeof(TGrainInterface)), destination, key);
    }

    public static string GetPrimaryKeyString(this IAddressable grain) => grain.GetGrainId().Key.ToString();
}
