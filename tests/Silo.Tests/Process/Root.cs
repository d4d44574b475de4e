using System.Diagnostics;
using Tests.Shared;
using Xunit;

namespace Silo.Tests.Process;

/// <summary>What only root can do to a machine, and why a test that needs it cannot run here.</summary>
internal static class Root
{
    private static readonly Lazy<bool> CanMount = new(() => Try(path =>
        Run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", path) == 0 && Run("umount", path) == 0));

    private static readonly Lazy<bool> CanForbid = new(() => Try(path =>
    {
        var file = Path.Combine(path, "file");
        using var open = new FileStream(file, FileMode.CreateNew);
        if (Run("chattr", "+i", file) != 0)
            return false;
        try
        {
            open.WriteByte(1);
            open.Flush();
            return false; // As on tmpfs: who has it open may go on.
        }
        catch (UnauthorizedAccessException)
        {
            return true;
        }
        finally
        {
            Run("chattr", "-i", file);
        }
    }));

    /// <summary>Null where a file system can be mounted.</summary>
    public static string? CannotMount => CanMount.Value ? null : "NOT TESTED: a full disk needs root, to mount a small file system";

    /// <summary>Null where a file can be made read-only to those who have it open.</summary>
    public static string? CannotForbid => CanForbid.Value ? null : "NOT TESTED: a disk that becomes read-only needs root and ext4, for chattr +i";

    /// <summary>Answers the exit code.</summary>
    public static int Run(string program, params string[] arguments)
    {
        try
        {
            using var process = System.Diagnostics.Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardError = true })!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return -1; // There is no such program.
        }
    }

    private static bool Try(Func<string, bool> act)
    {
        using var folder = new TempFolder();
        try
        {
            return act(folder.Path);
        }
        catch (IOException)
        {
            return false;
        }
    }
}

/// <summary>A test that mounts a small file system: skipped, and counted as skipped, where that is not allowed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class MountFactAttribute : FactAttribute
{
    public MountFactAttribute(bool postgres = false) => Skip = Root.CannotMount ?? (postgres ? PostgresServer.Missing : null);
}

/// <summary>A test that makes files read-only under a running program: skipped, and counted as skipped, where that cannot be done.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ReadOnlyFactAttribute : FactAttribute
{
    public ReadOnlyFactAttribute() => Skip = Root.CannotForbid;
}

/// <summary>A file system of its own in memory; gone when disposed.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly TempFolder _folder = new();

    /// <param name="megabytes">How much it holds.</param>
    public SmallDisk(int megabytes)
    {
        if (Root.Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", Path) != 0)
            throw new InvalidOperationException("The small file system could not be mounted.");
    }

    public string Path => _folder.Path;

    private string Ballast => System.IO.Path.Combine(Path, "ballast");

    /// <summary>Takes all the room that is left.</summary>
    public void Fill()
    {
        try
        {
            using var ballast = new FileStream(Ballast, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
            for (var page = new byte[4096]; ;)
                ballast.Write(page);
        }
        catch (IOException)
        {
            // Full.
        }
    }

    public void MakeRoom() => File.Delete(Ballast);

    public void Dispose()
    {
        Root.Run("umount", "-l", Path);
        _folder.Dispose();
    }
}
