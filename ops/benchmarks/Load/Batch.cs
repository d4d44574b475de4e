namespace Monitor.Bench.Load;

/// <summary>The body of one request.</summary>
internal sealed record Batch(byte[] Body, int Events)
{
    public const int Size = 500;

    public static Batch Of(IReadOnlyCollection<string> lines) => new(EventLine.Body(lines), lines.Count);

    /// <summary>New dossiers and nothing else.</summary>
    public static IEnumerable<Batch> Receiving(Site site, string prefix, int dossiers, DateTimeOffset at, DateTimeOffset due) =>
        Enumerable.Range(0, dossiers).Select(i => EventLine.Received($"{prefix}-{i}", site.AgencyOf(i), at, due)).Chunk(Size).Select(Of);

    /// <summary>
    /// A busy source: from its second batch on, every other event finishes a dossier that it received in the batch before. Leaves
    /// <see cref="Size"/> dossiers open.
    /// </summary>
    public static Batch[] OfSource(Site site, string prefix, int batches, DateTimeOffset now)
    {
        var (received, finished, due) = (now.AddHours(-2), now.AddHours(-1), now.AddDays(10));
        string Line(int batch, int i) => batch > 0 && i % 2 == 1
            ? EventLine.Finished($"{prefix}-{batch - 1}-{i - 1}", finished)
            : EventLine.Received($"{prefix}-{batch}-{i}", site.AgencyOf(i), received, due);
        return [.. Enumerable.Range(0, batches).Select(batch => Of([.. Enumerable.Range(0, Size).Select(i => Line(batch, i))]))];
    }
}
