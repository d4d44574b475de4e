using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Grains.Interfaces.Dossiers;

/// <summary>A dossier's code (mã hồ sơ), opaque after validation: 1 to 64 letters, digits and <c>. - _ /</c>.</summary>
public readonly record struct DossierCode
{
    public const int MaxLength = 64;

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-_/");

    private DossierCode(string value) => Value = value;

    public string Value { get; }

    /// <summary>The grain's key. The prefix keeps it from ever looking like a hexadecimal number, which AdoNet storage would confuse.</summary>
    public string GrainKey => "d/" + Value;

    public static bool TryParse([NotNullWhen(true)] string? text, out DossierCode code)
    {
        var valid = text is { Length: > 0 and <= MaxLength } && !text.AsSpan().ContainsAnyExcept(Allowed);
        code = valid ? new DossierCode(text!) : default;
        return valid;
    }

    /// <summary>The code inside a grain key.</summary>
    public static string FromGrainKey(string key) => key[2..];

    public override string ToString() => Value;
}
