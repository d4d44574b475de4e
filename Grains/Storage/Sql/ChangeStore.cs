using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Grains.Interfaces.Changes;

namespace Grains.Storage.Sql;

internal sealed class ChangeStore(CommitLanes commits, ReaderPool readers) : IChangeStore
{
    /// <summary>Instants without loss, enum members as words, nothing for null: what is stored must be readable by later programs.</summary>
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    private const string Select = "SELECT id, body FROM change ";

    public async Task<ChangeDetail> AddAsync(ChangeDetail preview, IReadOnlyList<ReferenceVersion> versions, int keep, CancellationToken cancellationToken)
    {
        var row = new NewChange(preview, versions, keep);
        await commits.AddAsync(row, cancellationToken);
        return preview with { Id = Text(row.Id) };
    }

    public Task<ChangeDetail?> FindAsync(string change, CancellationToken cancellationToken) =>
        long.TryParse(change, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && Text(id) == change
            ? FirstAsync(Select + "WHERE id = ?1", row => row.Bind(id), cancellationToken)
            : Task.FromResult<ChangeDetail?>(null);

    public Task<ChangeDetail?> FindRunningAsync(CancellationToken cancellationToken) =>
        FirstAsync(Select + "WHERE state IN (2, 4)", row => row, cancellationToken);

    public Task<ChangeDetail?> FindNewestAsync(bool standing, CancellationToken cancellationToken) => FirstAsync(
        $"{Select} WHERE began IS NOT NULL {(standing ? $"AND state <> {(int)ChangeState.Undone}" : "")} ORDER BY began DESC, id DESC LIMIT 1",
        row => row,
        cancellationToken);

    public Task<IReadOnlyList<ChangeDetail>> ListAsync(int limit, CancellationToken cancellationToken) =>
        readers.ScanAsync<IReadOnlyList<ChangeDetail>>(
            session =>
            {
                var list = new List<ChangeDetail>();
                for (var row = session.Prepare(Select + "ORDER BY id DESC LIMIT ?1").Bind(limit); row.Step();)
                    list.Add(Read(row));
                return list;
            },
            cancellationToken);

    public Task<IReadOnlyList<ReferenceVersion>> ReadVersionsAsync(string change, CancellationToken cancellationToken) =>
        readers.ScanAsync<IReadOnlyList<ReferenceVersion>>(
            session =>
            {
                var row = session.Prepare("SELECT versions FROM change WHERE id = ?1").Bind(Number(change));
                return row.Step() ? JsonSerializer.Deserialize<List<ReferenceVersion>>(row.Bytes(0), Json)! : [];
            },
            cancellationToken);

    public Task BeginAsync(ChangeDetail change, IReadOnlyList<ReferenceVersion> versions, CancellationToken cancellationToken) =>
        commits.AddAsync(new ChangeRow(change, versions), cancellationToken);

    public Task EndAsync(ChangeDetail change, CancellationToken cancellationToken) =>
        commits.AddAsync(new ChangeRow(change, []), cancellationToken);

    internal static long Number(string change) => long.Parse(change, NumberStyles.None, CultureInfo.InvariantCulture);

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);

    private static ChangeDetail Read(Statement row) =>
        JsonSerializer.Deserialize<ChangeDetail>(row.Bytes(1), Json)! with { Id = Text(row.Integer(0)) };

    private Task<ChangeDetail?> FirstAsync(string sql, Func<Statement, Statement> bind, CancellationToken cancellationToken) =>
        readers.ScanAsync(
            session =>
            {
                var row = bind(session.Prepare(sql));
                var found = row.Step() ? Read(row) : null;
                row.Reset();
                return found;
            },
            cancellationToken);
}
