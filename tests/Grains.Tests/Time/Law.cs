using FsCheck;
using FsCheck.Fluent;

namespace Grains.Tests.Time;

/// <summary>A law must hold for every drawn sample; a failure prints the sample and the seed that replays it.</summary>
internal static class Law
{
    private const int Samples = 250;

    public static void Holds(Func<Sample, bool> law) => Holds(Sample.Arbitrary, law);

    public static void Holds<T>(Arbitrary<T> samples, Func<T, bool> law) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Samples), Prop.ForAll(samples, law));

    /// <summary>A law that says what is wrong by itself.</summary>
    public static void Holds<T>(Arbitrary<T> samples, Action<T> law) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Samples), Prop.ForAll(samples, law));
}
