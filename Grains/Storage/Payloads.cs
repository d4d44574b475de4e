using System.IO.Compression;

namespace Grains.Storage;

/// <summary>A dossier's payload, smaller for the archive: a fifth of the JSON, which repeats itself.</summary>
internal static class Payloads
{
    /// <summary>0 to 11: beyond this it takes several times as long, and gains a tenth.</summary>
    private const int Quality = 5;

    /// <summary>Binary logarithm of the bytes that it looks back, 10 to 24.</summary>
    private const int Window = 16;

    // What JSON begins with; Brotli with the window above never does.
    private const byte Json = (byte)'{';

    public static byte[] Compress(ReadOnlySpan<byte> json)
    {
        var compressed = new byte[BrotliEncoder.GetMaxCompressedLength(json.Length)];
        return BrotliEncoder.TryCompress(json, compressed, out var length, Quality, Window) && compressed[0] != Json
            ? compressed[..length]
            : json.ToArray();
    }

    /// <summary>The JSON, whether or not it is compressed.</summary>
    public static byte[] Expand(byte[] payload)
    {
        if (payload is [] or [Json, ..])
            return payload;
        using var expanded = new MemoryStream(payload.Length * 6);
        using (var stream = new BrotliStream(new MemoryStream(payload), CompressionMode.Decompress))
            stream.CopyTo(expanded);
        return expanded.ToArray();
    }
}
