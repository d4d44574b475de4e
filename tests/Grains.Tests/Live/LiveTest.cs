using Grains.Tests.Dossiers;
using Grains.Tests.Storage;
using Xunit;

namespace Grains.Tests.Live;

/// <summary>Each test has a service of its own on an empty folder.</summary>
public abstract class LiveTest : IAsyncLifetime
{
    private protected TempStorage Folder { get; } = new();

    private protected Service Service { get; private set; } = null!; // Set before each test.

    /// <summary>When the service starts: a Monday at nine, unless a test says otherwise.</summary>
    private protected virtual DateTimeOffset Begin => ADossier.At("03-02 09:00");

    public async Task InitializeAsync()
    {
        Service = await Service.StartAsync(Folder.Folder, Begin);
        await PrepareAsync();
    }

    public async Task DisposeAsync()
    {
        await Service.DisposeAsync();
        Folder.Dispose();
    }

    /// <summary>What stands before the test begins.</summary>
    private protected virtual Task PrepareAsync() => Task.CompletedTask;

    private protected async Task RestartAsync(DateTimeOffset at)
    {
        await Service.DisposeAsync();
        Service = await Service.StartAsync(Folder.Folder, at);
    }
}
