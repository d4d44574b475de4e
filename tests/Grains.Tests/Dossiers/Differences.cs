using System.Text.Json;
using Shouldly;

namespace Grains.Tests.Dossiers;

/// <summary>Compares what two things look like, and shows the first lines that differ rather than all of both.</summary>
internal static class Differences
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, IncludeFields = true };

    public static void ShouldLookLike<T>(this T actual, T expected)
    {
        var (shown, wanted) = (Lines(actual), Lines(expected));
        var differing = shown.Zip(wanted).Where(pair => pair.First != pair.Second).Take(6).Select(pair => $"{pair.First.Trim()} but wanted {pair.Second.Trim()}").ToList();
        differing.ShouldBeEmpty();
        shown.Length.ShouldBe(wanted.Length);
    }

    private static string[] Lines<T>(T value) => JsonSerializer.Serialize(value, Indented).Split('\n');
}
