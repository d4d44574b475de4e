using Orleans.Storage;

namespace Grains.Storage.Sql;

/// <summary>One dossier's row, new events and changed alerts. JSON is made here, on the caller's thread, not on the writer's.</summary>
internal sealed class DossierRows : StoreWrite
{
    public DossierRows(DossierWrite write)
    {
        Write = write;
        EventBodies = write.NewEvents.IsDefaultOrEmpty ? [] : [.. write.NewEvents.Select(stored => EventBody.Write(stored.Event))];
        AlertBodies = write.ChangedAlerts.IsDefaultOrEmpty ? [] : [.. write.ChangedAlerts.Select(AlertBody.Write)];
        Size = 512 + write.Payload.Length + EventBodies.Sum(body => 128 + body.Length) + AlertBodies.Sum(body => 128 + body.Length);
    }

    public DossierWrite Write { get; }

    /// <summary>As many as new events.</summary>
    public byte[][] EventBodies { get; }

    /// <summary>As many as changed alerts.</summary>
    public byte[][] AlertBodies { get; }

    public string Dossier => Write.Line.Dossier;

    public bool IsNew => Write.ExpectedVersion == 0;

    public override int Size { get; }

    public override int Affinity => AffinityOf(Dossier);

    public static int AffinityOf(string dossier) => dossier.GetHashCode(StringComparison.Ordinal) & int.MaxValue;

    public override void Apply(Writer writer) => writer.Add(this);

    public void RefuseVersion() => Refuse(new InconsistentStateException($"Dossier {Dossier} is not at version {Write.ExpectedVersion}."));
}
