using System.Globalization;
using System.Text.Json;
using Grains.Interfaces.Reports;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LiveBoard.Api;

/// <summary>Values of a query string. Each answers the problem to send when it cannot be read.</summary>
internal static class Query
{
    public const int MaxLimit = 500;
    private const int MaxCursorLength = 512;

    public static ProblemHttpResult? Limit(string? text, int byDefault, out int limit)
    {
        limit = byDefault;
        return string.IsNullOrEmpty(text) || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out limit) && limit is >= 1 and <= MaxLimit)
            ? null
            : Problems.BadParameter("limit", $"a whole number from 1 to {MaxLimit}.");
    }

    public static ProblemHttpResult? Cursor(ref string? cursor)
    {
        if (string.IsNullOrEmpty(cursor))
            cursor = null;
        return cursor is null || (cursor.Length <= MaxCursorLength && cursor.All(letter => letter is > ' ' and < (char)0x7F))
            ? null
            : Problems.BadParameter("cursor", "send \"nextCursor\" of the page before as it came.");
    }

    /// <summary>One of an enum's members in camelCase.</summary>
    public static ProblemHttpResult? Choice<T>(string name, string? text, T byDefault, out T choice)
        where T : struct, Enum
    {
        choice = byDefault;
        if (string.IsNullOrEmpty(text))
            return null;
        foreach (var value in Enum.GetValues<T>())
        {
            if (WordOf(value) == text)
            {
                choice = value;
                return null;
            }
        }
        return Problems.BadParameter(name, $"one of {string.Join(", ", Enum.GetValues<T>().Select(WordOf))}.");
    }

    /// <summary>An instant with offset.</summary>
    public static ProblemHttpResult? Instant(string name, string? text, out DateTimeOffset? instant)
    {
        instant = null;
        if (string.IsNullOrEmpty(text))
            return null;
        // A "+" that was not escaped arrives as a space.
        var utf8 = System.Text.Encoding.UTF8.GetBytes(text.Length <= 64 ? text.Replace(' ', '+') : "");
        if (Ingest.Rfc3339.TryParse(utf8, out var read) != Ingest.InstantFault.None)
            return Problems.BadParameter(name, "an instant such as 2026-11-21T08:30:00Z or 2026-11-21T08:30:00%2B07:00, from 1900 to 2200.");
        instant = read;
        return null;
    }

    /// <summary>An instant of the past to tell figures for; null when neither it nor what may be known of it is asked for.</summary>
    public static ProblemHttpResult? Past(string? asOf, string? knownAt, string? source, TimeProvider clock, out Past? past)
    {
        past = null;
        DateTimeOffset? known = null;
        if ((Instant("asOf", asOf, out var at) ?? Instant("knownAt", knownAt, out known)) is { } problem)
            return problem;
        var now = clock.GetUtcNow();
        if (at > now)
            return Problems.BadParameter("asOf", FormattableString.Invariant($"has not come: it is {now:yyyy-MM-ddTHH:mm:ssZ}. Leave it out for now."));
        if (known > now)
            return Problems.BadParameter("knownAt", FormattableString.Invariant($"has not come: it is {now:yyyy-MM-ddTHH:mm:ssZ}. Leave it out for all that is known."));
        if (source is { Length: > 64 })
            return Problems.BadParameter("source", "1 to 64 characters.");
        source = string.IsNullOrEmpty(source) ? null : source;
        past = at is null && known is null && source is null ? null : new Past(at ?? now, known, source);
        return null;
    }

    /// <summary>The language asked for: by name, else the best of those that the reader accepts, else Vietnamese.</summary>
    public static ProblemHttpResult? Language(HttpRequest request, string? text, out Prose.Language language)
    {
        var accepted = request.GetTypedHeaders().AcceptLanguage.Where(one => one.Quality != 0).OrderByDescending(one => one.Quality ?? 1)
            .Select(one => one.Value.ToString().Split('-')[0]).FirstOrDefault(name => name is "vi" or "en");
        var name = string.IsNullOrEmpty(text) ? accepted ?? "vi" : text;
        language = name == "en" ? Prose.Language.English : Prose.Language.Vietnamese;
        return name is "vi" or "en" ? null : Problems.BadParameter("lang", "vi or en.");
    }

    /// <summary>Whether a media type is what the reader likes best.</summary>
    public static bool Prefers(HttpRequest request, string type)
    {
        var best = request.GetTypedHeaders().Accept.OrderByDescending(accepted => accepted.Quality ?? 1).FirstOrDefault();
        return best is not null && best.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>A code in the path: the server leaves <c>%2F</c> as it is, because a slash would end the segment.</summary>
    public static string Code(string segment) => segment.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);

    private static string WordOf<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
