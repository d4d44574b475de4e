namespace Grains.Storage.Sql;

/// <summary>What one kind of database does in its own way. Queries write parameters as <c>?1</c>, <c>?2</c> and so on.</summary>
internal abstract class SqlDatabase
{
    /// <summary>Writers side by side.</summary>
    public abstract int Lanes { get; }

    /// <summary>After the table <c>dossier</c>: read by its index on <c>changed</c>.</summary>
    public abstract string ByChange { get; }

    /// <summary>Asks how many bytes the database has.</summary>
    public abstract string Size { get; }

    /// <summary>Room left where the database is; null when that cannot be seen from here.</summary>
    public virtual long? FreeBytes => null;

    /// <summary>Writes a row that is never the same twice: an unchanged page would not be written.</summary>
    public abstract string Pulse(int lane);

    /// <exception cref="System.Data.Common.DbException">It cannot be opened.</exception>
    public abstract Session OpenReader();

    /// <exception cref="System.Data.Common.DbException">It cannot be opened.</exception>
    public abstract Writer OpenWriter(int lane);

    /// <summary>Closes what was opened ahead of its use.</summary>
    public virtual void Close()
    {
    }

    /// <summary>Reads single dossiers, from many callers at once.</summary>
    public abstract IDossierReads OpenDossierReads();

    /// <summary>A table with the column <c>value</c>: the texts of the JSON array that the parameter holds.</summary>
    public abstract string Each(string parameter);

    /// <summary>Whether a column holds the parameter: text in text, or bytes in bytes.</summary>
    public abstract string Holds(string column, string parameter);

    /// <summary>The rows that <paramref name="select"/> gives for each value of the array; it names that <c>a.value</c>.</summary>
    public abstract string ForEach(string parameter, string select);
}

/// <summary>Reads of single dossiers.</summary>
internal interface IDossierReads : IDisposable
{
    /// <inheritdoc cref="IDossierStore.ReadAsync"/>
    Task<StoredDossier?> ReadAsync(string dossier, CancellationToken cancellationToken);
}
