namespace Monitor.Cli.BackUps;

/// <summary>A database that can be copied while a service works on it, and filled from such a copy.</summary>
internal interface IStorage
{
    /// <summary>As in the manifest: <c>sqlite</c> or <c>postgres</c>.</summary>
    string Kind { get; }

    /// <summary>Writes one consistent state of the database into the folder and reads it back.</summary>
    /// <param name="progress">Told how much is done, 0 to 1.</param>
    /// <exception cref="FailedException">It cannot be read, or the copy is not what it should be.</exception>
    Task<Copied> CopyAsync(string folder, Action<double> progress, CancellationToken cancellationToken);

    /// <exception cref="UsageException">There is something where the back-up is to go.</exception>
    Task CheckEmptyAsync(Manifest manifest, CancellationToken cancellationToken);

    /// <summary>Fills the empty database, and answers what it then holds.</summary>
    /// <exception cref="FailedException">It did not go in; the database is as empty as before.</exception>
    Task<Holdings> RestoreAsync(string folder, Manifest manifest, Action<double> progress, CancellationToken cancellationToken);
}

/// <param name="Namespace">As <see cref="Manifest.Namespace"/>.</param>
internal sealed record Copied(Holdings Holds, string? Namespace = null);
