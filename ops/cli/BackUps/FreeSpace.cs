using Humanizer;

namespace Monitor.Cli.BackUps;

internal static class FreeSpace
{
    /// <summary>Left free beside what is written: a full disk stops the service too.</summary>
    private const long Reserve = 64 << 20;

    /// <param name="folder">Exists.</param>
    /// <param name="bytes">What will be written there.</param>
    /// <exception cref="FailedException">There is not enough room.</exception>
    public static void Check(string folder, long bytes)
    {
        var free = new DriveInfo(Path.GetFullPath(folder)).AvailableFreeSpace;
        if (free - Reserve < bytes)
            throw new FailedException($"'{folder}' has {free.Bytes()} free and {(bytes + Reserve).Bytes()} are needed; make room or choose another place");
    }
}
