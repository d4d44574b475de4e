namespace Silo.Tests.Process;

internal sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("monitor-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
