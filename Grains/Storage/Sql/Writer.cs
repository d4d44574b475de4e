namespace Grains.Storage.Sql;

/// <summary>One connection that writes, and what a batch adds up to write once at its end.</summary>
internal abstract class Writer(Session session) : IDisposable
{
    protected SourceMarks Marks { get; } = new();

    protected int NewDossiers { get; set; }

    protected int NewEvents { get; set; }

    public Statement Prepare(string sql) => session.Prepare(sql);

    public virtual void Begin()
    {
        Marks.Clear();
        NewDossiers = NewEvents = 0;
    }

    /// <summary>
    /// Writes the dossier at once or at the latest in <see cref="Commit"/>, or refuses it: then nothing of it is written.
    /// </summary>
    public abstract void Add(DossierRows rows);

    public abstract void Commit();

    /// <summary>Rolls back what is not committed.</summary>
    public void Dispose() => session.Dispose();
}
