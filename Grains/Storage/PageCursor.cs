using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Grains.Storage;

/// <summary>Where a page ended: the sort keys of its last item, opaque to callers, so paging holds while rows come and go.</summary>
internal static class PageCursor
{
    public const int MaxLimit = 500;

    private const char Separator = '\n';

    public static string Write(params ReadOnlySpan<object> keys)
    {
        var text = new StringBuilder();
        foreach (var key in keys)
            text.Append(CultureInfo.InvariantCulture, $"{key}{Separator}");
        return Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text.ToString()));
    }

    /// <summary>The keys as written; null for no cursor.</summary>
    /// <exception cref="ArgumentException">It is not a cursor that was given out with this many keys.</exception>
    public static string[]? Read(string? cursor, int keys)
    {
        if (cursor is null)
            return null;
        if (cursor.Length <= 1024 && Base64Url.IsValid(cursor))
        {
            var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)).Split(Separator);
            if (parts.Length == keys + 1)
                return parts;
        }

        throw Bad(cursor);
    }

    /// <exception cref="ArgumentException">The key is no number.</exception>
    public static long Number(string key) =>
        long.TryParse(key, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : throw Bad(key);

    /// <exception cref="ArgumentOutOfRangeException">The limit is not 1 to 500.</exception>
    public static void CheckLimit(int limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MaxLimit);
    }

    private static ArgumentException Bad(string cursor) =>
        new("The cursor is not one that was given out; ask again without it.", nameof(cursor));
}
