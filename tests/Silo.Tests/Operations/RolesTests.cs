using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Npgsql;
using Shouldly;
using Silo.Tests.Process;
using Tests.Shared;
using Xunit;

namespace Silo.Tests.Operations;

/// <summary>An owner upgrades, and the program that runs owns nothing (ops/sql/roles).</summary>
public sealed class RolesTests : IAsyncLifetime
{
    private const string PermissionDenied = "42501";
    private PrivatePostgres _server = null!; // Set before the test.

    public async Task InitializeAsync() => _server = PostgresServer.Missing is null ? await PrivatePostgres.StartAsync() : null!;

    public async Task DisposeAsync() => await (_server?.DisposeAsync() ?? ValueTask.CompletedTask);

    [PostgresFact]
    public async Task The_program_runs_as_a_role_that_owns_nothing_after_the_owner_has_upgraded()
    {
        // As docs/postgresql.md makes it for a program that is its own owner.
        PostgresServer.Execute("CREATE ROLE monitor LOGIN", _server.Connection);
        PostgresServer.Execute($"ALTER DATABASE {new NpgsqlConnectionStringBuilder(_server.Connection).Database} OWNER TO monitor", _server.Connection);
        await _server.RunScriptAsync("ops/sql/roles/roles.sql");
        using (var data = new TempFolder())
        await using (await StartAsync(data, "monitor_owner"))
        {
        }

        await _server.RunScriptAsync("ops/sql/roles/roles.sql");
        using var folder = new TempFolder();
        await using var monitor = await StartAsync(folder, "monitor");
        var agencies = new JsonObject { ["agencies"] = new JsonArray(new JsonObject { ["code"] = "A", ["name"] = new JsonObject { ["vi"] = "Sở A" }, ["level"] = "province", ["kind"] = "agency", ["openCatalogue"] = true }) };
        (await monitor.Http.PutAsJsonAsync("/api/v1/reference/agencies", agencies)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var received = new JsonObject
        {
            ["id"] = "1", ["source"] = "s", ["dossier"] = "A-1", ["type"] = "received", ["at"] = "2026-03-02T01:00:00Z", ["agency"] = "A", ["procedure"] = "p", ["channel"] = "online",
        };
        var answer = await (await monitor.Http.PostAsJsonAsync("/api/v1/events", received)).Content.ReadFromJsonAsync<JsonNode>();
        answer!["applied"]!.GetValue<int>().ShouldBe(1, answer.ToJsonString());

        foreach (var forbidden in new[]
        {
            "CREATE TABLE mine (x int)", "TRUNCATE dossier", "DROP TABLE dossier_event", "ALTER TABLE dossier ADD COLUMN x int", "DELETE FROM schema_version", "CREATE ROLE other",
        })
        {
            Should.Throw<PostgresException>(() => PostgresServer.Execute(forbidden, As("monitor")), forbidden).SqlState.ShouldBe(PermissionDenied, forbidden);
        }
    }

    private Task<MonitorProcess> StartAsync(TempFolder data, string role) => MonitorProcess.StartAsync(data.Path, 0, "--storage", "postgres", "--connection", As(role));

    private string As(string role) => new NpgsqlConnectionStringBuilder(_server.Connection) { Username = role, Pooling = false, Timeout = 60 }.ToString();
}
