namespace Grains.Storage.Sql;

/// <summary>A connection with the statements that were prepared on it; one user at a time.</summary>
/// <param name="connection">Closed with the session, which rolls back what is not committed.</param>
internal sealed class Session(IDisposable connection, Func<string, Statement> prepare) : IDisposable
{
    private readonly Dictionary<string, Statement> _statements = [];

    /// <summary>Ready to bind. This program's statements are few, so all are kept.</summary>
    public Statement Prepare(string sql)
    {
        if (!_statements.TryGetValue(sql, out var statement))
            _statements[sql] = statement = prepare(sql);
        statement.Reset();
        return statement;
    }

    /// <summary>Ends statements that were left in the middle, so that no old snapshot is held.</summary>
    public void Rest()
    {
        foreach (var statement in _statements.Values)
            statement.Reset();
    }

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
            statement.Dispose();
        connection.Dispose();
    }
}
