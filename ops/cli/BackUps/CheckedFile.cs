using System.Buffers;
using System.Security.Cryptography;

namespace Monitor.Cli.BackUps;

/// <summary>Files by their content.</summary>
internal static class CheckedFile
{
    private const int Chunk = 1 << 20;

    public static async Task<StoredFile> OfAsync(string path, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(path);
        var hash = await ReadAsync(file, Stream.Null, _ => { }, cancellationToken);
        return new StoredFile(Path.GetFileName(path), file.Length, hash);
    }

    /// <summary>Copies a file of the back-up to a new one, which is on the disk on return.</summary>
    /// <exception cref="FailedException">It is not what the manifest says.</exception>
    public static async Task CopyAsync(string folder, StoredFile expected, string target, Action<double> progress, CancellationToken cancellationToken)
    {
        await using var copy = new FileStream(target, FileMode.CreateNew);
        await CheckAsync(folder, expected, copy, progress, cancellationToken);
        copy.Flush(flushToDisk: true);
    }

    /// <param name="copy">Gets the content, before it is known to be right.</param>
    /// <exception cref="FailedException">It is not what the manifest says.</exception>
    public static async Task CheckAsync(string folder, StoredFile expected, Stream copy, Action<double> progress, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, expected.Name);
        if (!File.Exists(path))
            throw new FailedException($"the back-up is not whole: '{path}' is missing");
        await using var file = File.OpenRead(path);
        if (file.Length != expected.Bytes || await ReadAsync(file, copy, progress, cancellationToken) != expected.Sha256)
            throw new FailedException($"'{path}' has changed since it was written (SHA-256 differs); take another back-up");
    }

    private static async Task<string> ReadAsync(FileStream file, Stream copy, Action<double> progress, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(Chunk);
        try
        {
            for (int read; (read = await file.ReadAsync(buffer, cancellationToken)) > 0;)
            {
                hash.AppendData(buffer, 0, read);
                await copy.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                progress((double)file.Position / file.Length);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
