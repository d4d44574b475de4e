using System.Collections.Immutable;
using Orleans.Storage;

namespace Grains.Storage.Sql;

/// <summary>One dossier's row, new events and changed alerts. JSON is made here, on the caller's thread, not on the writer's.</summary>
internal sealed class DossierRows : StoreWrite
{
    public DossierRows(DossierWrite write)
    {
        Write = write;
        EventBodies = write.NewEvents.IsDefaultOrEmpty ? [] : Bodies(write.NewEvents, static stored => EventBody.Write(stored.Event));
        AlertBodies = write.ChangedAlerts.IsDefaultOrEmpty ? [] : Bodies(write.ChangedAlerts, AlertBody.Write);
        Size = 512 + write.Payload.Length + SizeOf(EventBodies) + SizeOf(AlertBodies);
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

    private static byte[][] Bodies<T>(ImmutableArray<T> items, Func<T, byte[]> write)
    {
        var bodies = new byte[items.Length][];
        for (var i = 0; i < bodies.Length; i++)
            bodies[i] = write(items[i]);
        return bodies;
    }

    private static int SizeOf(byte[][] bodies)
    {
        var size = 0;
        foreach (var body in bodies)
            size += 128 + body.Length;
        return size;
    }

    public override void Apply(Writer writer) => writer.Add(this);

    public void RefuseVersion() => Refuse(new InconsistentStateException($"Dossier {Dossier} is not at version {Write.ExpectedVersion}."));
}
