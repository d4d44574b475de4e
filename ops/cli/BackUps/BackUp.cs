using Monitor.Cli.Screen;

namespace Monitor.Cli.BackUps;

/// <summary>One folder that holds a database and what there is to know of it. It has its name only once it is whole.</summary>
internal sealed class BackUp(IStorage storage, ProgressScreen screen, TimeProvider time)
{
    private const string Unfinished = ".partial";

    /// <summary>Writes a new one.</summary>
    public async Task<Manifest> WriteAsync(string folder, CancellationToken cancellationToken)
    {
        folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        if (Path.Exists(folder))
            throw new UsageException($"'{folder}' is there already; a back-up never overwrites, so give it a new name");
        var partial = folder + Unfinished;
        Begin(partial);
        try
        {
            var at = time.GetUtcNow();
            var copied = await ShowAsync($"copying to {folder}", progress => storage.CopyAsync(partial, progress, cancellationToken));
            var files = new List<StoredFile>();
            foreach (var file in Directory.GetFiles(partial).Order(StringComparer.Ordinal))
                files.Add(await CheckedFile.OfAsync(file, cancellationToken));
            var manifest = new Manifest { Storage = storage.Kind, Namespace = copied.Namespace, At = at, Holds = copied.Holds, Files = files };
            manifest.Write(partial);
            Directory.Move(partial, folder);
            return manifest;
        }
        finally
        {
            if (Directory.Exists(partial))
                Directory.Delete(partial, recursive: true);
        }
    }

    /// <summary>Fills an empty place from one.</summary>
    public async Task<Manifest> RestoreAsync(string folder, CancellationToken cancellationToken)
    {
        var manifest = Manifest.Read(folder);
        if (manifest.Storage != storage.Kind)
            throw new UsageException($"'{folder}' is a back-up of {manifest.Storage}; say --storage {manifest.Storage}");
        Holdings.CheckSchema(manifest.Holds.Schema);
        await storage.CheckEmptyAsync(manifest, cancellationToken);
        var holds = await ShowAsync($"restoring {folder}", progress => storage.RestoreAsync(folder, manifest, progress, cancellationToken));
        return holds.IsSame(manifest.Holds)
            ? manifest
            : throw new FailedException($"the restored database holds {holds}, and the back-up {manifest.Holds}; do not use it");
    }

    // One that was killed has left its folder, and cannot be gone on with.
    private static void Begin(string partial)
    {
        if (Directory.Exists(partial))
            Directory.Delete(partial, recursive: true);
        Directory.CreateDirectory(partial);
    }

    private async Task<T> ShowAsync<T>(string title, Func<Action<double>, Task<T>> work)
    {
        var fraction = 0d;
        T? result = default;
        await screen.ShowAsync(title, () => Volatile.Read(ref fraction), () => "working", async () => result = await work(done => Volatile.Write(ref fraction, done)));
        return result!;
    }
}
