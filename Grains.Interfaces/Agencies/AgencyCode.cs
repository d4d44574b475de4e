using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Grains.Interfaces.Agencies;

/// <summary>An agency's stable internal code: 1 to 64 characters, no control characters, no space at either end.</summary>
public readonly record struct AgencyCode
{
    public const int MaxLength = 64;

    private static readonly SearchValues<char> Controls =
        SearchValues.Create([.. Enumerable.Range(0, 0xA0).Select(code => (char)code).Where(char.IsControl)]);

    private AgencyCode(string value) => Value = value;

    public string Value { get; }

    /// <summary>The grain's key; see <see cref="Dossiers.DossierCode.GrainKey"/> for the prefix.</summary>
    public string GrainKey => "a/" + Value;

    public static bool TryParse([NotNullWhen(true)] string? text, out AgencyCode code)
    {
        var valid = text is { Length: > 0 and <= MaxLength } && !char.IsWhiteSpace(text[0]) && !char.IsWhiteSpace(text[^1])
            && !text.AsSpan().ContainsAny(Controls);
        code = valid ? new AgencyCode(text!) : default;
        return valid;
    }

    public static string FromGrainKey(string key) => key[2..];

    public override string ToString() => Value;
}
