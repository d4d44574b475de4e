namespace LiveBoard.Api;

internal static class Body
{
    /// <summary>The whole body, without a byte order mark; null when it is longer than allowed.</summary>
    public static async Task<ReadOnlyMemory<byte>?> ReadAllAsync(HttpContext http, long maxBytes)
    {
        if (http.Request.ContentLength > maxBytes)
            return null;
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (await http.Request.Body.ReadAsync(buffer, http.RequestAborted) is > 0 and var read)
        {
            if (body.Length + read > maxBytes)
                return null;
            body.Write(buffer, 0, read);
        }
        ReadOnlyMemory<byte> whole = body.GetBuffer().AsMemory(0, (int)body.Length);
        return whole.Span.StartsWith(System.Text.Encoding.UTF8.Preamble) ? whole[3..] : whole;
    }
}
