using Microsoft.Net.Http.Headers;

namespace LiveBoard.Api;

/// <summary>What a request says its body is.</summary>
internal static class MediaType
{
    /// <summary>True for UTF-8 text without content encoding, whose media type is then <paramref name="type"/>.</summary>
    public static bool IsPlainUtf8(HttpRequest request, out string type)
    {
        type = "";
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var media) || request.Headers.ContentEncoding is { Count: > 0 } and not ["identity"])
            return false;
        type = media.MediaType.Value ?? "";
        var charset = HeaderUtilities.RemoveQuotes(media.Charset);
        return charset.Length == 0 || charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase) || charset.Equals("us-ascii", StringComparison.OrdinalIgnoreCase);
    }
}
