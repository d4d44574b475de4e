namespace Grains.Storage.Sql;

/// <summary>The smallest write that really reaches the disk: a storage that is out of order is found out before an event needs it.</summary>
/// <param name="sql"><see cref="SqlDatabase.Pulse"/> of the lane.</param>
internal sealed class PulseRow(int lane, string sql) : StoreWrite
{
    public override int Size => 64;

    public override int Affinity => lane;

    public override void Apply(Writer writer) => writer.Prepare(sql).Run();
}
