using System.Text;

namespace LiveBoard.Ingest;

/// <summary>Lets the few codes that every event repeats share one string. Holds at most 256 texts; not for several threads at once.</summary>
internal sealed class TextPool
{
    private readonly string?[] _texts = new string?[256];

    /// <param name="utf8">Text without escapes.</param>
    /// <returns>Null for text that is not plain ASCII: such text is not pooled.</returns>
    public string? Get(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > EventFields.MaxWordLength || !Ascii.IsValid(utf8))
            return null;
        var hash = new HashCode();
        hash.AddBytes(utf8);
        ref var slot = ref _texts[hash.ToHashCode() & 0xFF];
        return slot is not null && Ascii.Equals(utf8, slot) ? slot : slot = Encoding.ASCII.GetString(utf8);
    }
}
