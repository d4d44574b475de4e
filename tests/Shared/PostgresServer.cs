using Npgsql;
using Xunit;

namespace Tests.Shared;

/// <summary>The PostgreSQL server that <c>ops/test</c> starts for the tests alone; its address comes by an environment variable.</summary>
internal static class PostgresServer
{
    private const string Variable = "MONITOR_TEST_POSTGRES";

    /// <summary>Why a test on it cannot run; null when it can.</summary>
    public static string? Missing { get; } = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 }
        ? null
        : $"NOT TESTED: no PostgreSQL ({Variable} is not set; ./ops/test starts a private server where PostgreSQL is installed)";

    /// <summary>Connection string of a role that may do everything, to a database of no interest.</summary>
    public static string Connection => Environment.GetEnvironmentVariable(Variable)!;

    public static NpgsqlConnectionStringBuilder Address => new(Connection) { Pooling = false };

    public static void Execute(string sql, string? connection = null)
    {
        using var open = new NpgsqlConnection(connection ?? Address.ToString());
        open.Open();
        using var command = new NpgsqlCommand(sql, open);
        command.ExecuteNonQuery();
    }
}

/// <summary>A test on PostgreSQL: skipped, and counted as skipped, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute() => Skip = PostgresServer.Missing;
}

/// <summary>A test on PostgreSQL with real input.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PostgresDataFactAttribute : FactAttribute
{
    public PostgresDataFactAttribute(string file) => Skip = PostgresServer.Missing ?? SharedData.Missing(file);
}

/// <summary>As <see cref="PostgresFactAttribute"/>, with inline data.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PostgresTheoryAttribute : TheoryAttribute
{
    public PostgresTheoryAttribute() => Skip = PostgresServer.Missing;
}
