using System.Text.Json.Nodes;
using Grains.Interfaces.Operations;

namespace LiveBoard.Tests.Support;

/// <summary>Events as sources send them, and what silos tell.</summary>
internal static class Sample
{
    /// <summary>A silo that is well.</summary>
    public static Member Member(string name) => new(
        name, "10.0.0.11:11111", "active", BoardHost.Now.AddHours(-1), BoardHost.Now, 0, [new KindCount("dossier", 30), new KindCount("agency", 4)],
        new MemberFigures("0.1.0", new Percentiles(5, 0.01, 0.02, 0.03), Percentiles.None, new Percentiles(9, 0.002, 0.01, 0.01), 90, 9, 0, 300 << 20, 1_000, 2, 0),
        ClockAheadSeconds: 0.2);

    public static JsonObject Received(string dossier = "H49.01-261121-0001", string id = "e1") => new()
    {
        ["id"] = id,
        ["source"] = "dvc",
        ["dossier"] = dossier,
        ["type"] = "received",
        ["at"] = "2026-11-21T08:00:00+07:00",
        ["agency"] = "so-xd",
        ["procedure"] = "1.009972",
        ["channel"] = "online",
    };

    public static string With(string field, JsonNode? value)
    {
        var item = Received();
        item[field] = value;
        return item.ToJsonString();
    }

    public static string Without(string field)
    {
        var item = Received();
        item.Remove(field);
        return item.ToJsonString();
    }

    public static string Of(string type, params (string Field, JsonNode? Value)[] fields)
    {
        var item = new JsonObject { ["id"] = "e1", ["source"] = "dvc", ["dossier"] = "D-1", ["type"] = type, ["at"] = "2026-11-21T01:00:00Z" };
        foreach (var (field, value) in fields)
            item[field] = value;
        return item.ToJsonString();
    }
}
