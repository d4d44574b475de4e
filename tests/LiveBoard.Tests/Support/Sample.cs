using System.Text.Json.Nodes;

namespace LiveBoard.Tests.Support;

/// <summary>Events as sources send them.</summary>
internal static class Sample
{
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
