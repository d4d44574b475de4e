namespace Monitor.Crash;

/// <summary>
/// The small province that the run plays in. Its offices never close, so that working time is plain time and a due date can be counted
/// by hand: what is tried here is crashes, not calendars.
/// </summary>
internal static class Offices
{
    public const string Group = "P";

    /// <summary>Is in no document.</summary>
    public const string Unknown = "khong-co";

    /// <summary>Fills in what is long past: its events are marked so, and raise no alert by themselves.</summary>
    public const string Archive = "so-hoa";

    public const string Calendars = """
        {"calendars":[{"id":"always","zone":"Asia/Ho_Chi_Minh","week":{"mon":[["00:00","24:00"]],"tue":[["00:00","24:00"]],"wed":[["00:00","24:00"]],
        "thu":[["00:00","24:00"]],"fri":[["00:00","24:00"]],"sat":[["00:00","24:00"]],"sun":[["00:00","24:00"]]},"closed":[]}]}
        """;

    public const string Policies = """
        {"policies":[{"id":"default","defaultCalendar":"always","dueSoon":{"unit":"hours","value":8},"acceptance":{"unit":"hours","value":8},
        "minimumRatings":1,"rungs":[{"code":"dueSoon","when":"dueSoon","after":null,"to":"agency","role":"officer"},{"code":"due","when":"due","after":null,"to":"agency","role":"head"},
        {"code":"after1d","when":"due","after":{"unit":"hours","value":24},"to":"parent","role":"head"}]}]}
        """;

    public const string Procedures = """
        {"procedures":[{"code":"h4","name":{"vi":"Bốn giờ"},"duration":{"unit":"hours","value":4}},
        {"code":"h24","name":{"vi":"Một ngày"},"duration":{"unit":"hours","value":24}},
        {"code":"free","name":{"vi":"Không thời hạn"},"duration":{"unit":"none","value":0}}]}
        """;

    public static readonly TimeSpan DueSoon = TimeSpan.FromHours(8);

    /// <summary>Offset of the province's days and months; its zone has had no other for half a century.</summary>
    public static readonly TimeSpan Zone = TimeSpan.FromHours(7);

    /// <summary>Where dossiers are decided.</summary>
    public static readonly string[] Competent = ["A1", "A2", "A2.x", "C1", "C2"];

    /// <summary>Where dossiers are only received.</summary>
    public static readonly string[] Points = ["T1", "T2"];

    /// <summary>Each with its parent.</summary>
    public static readonly (string Code, string? Parent)[] All =
        [(Group, null), ("A1", Group), ("A2", Group), ("A2.x", "A2"), ("C1", Group), ("C2", Group), ("T1", Group), ("T2", Group)];

    public static string Agencies => "{\"agencies\":[" + string.Join(',', All.Select(Document)) + "]}";

    /// <summary>The hours that a procedure allows; null for none.</summary>
    public static TimeSpan? Allowed(string? procedure) => procedure switch
    {
        "h4" => TimeSpan.FromHours(4),
        "h24" => TimeSpan.FromHours(24),
        _ => null,
    };

    /// <summary>An office and everything below it.</summary>
    public static IEnumerable<string> Branch(string code) =>
        All.Where(office => office.Parent == code).SelectMany(office => Branch(office.Code)).Prepend(code);

    private static string Document((string Code, string? Parent) office)
    {
        var kind = office.Code == Group ? "group" : Points.Contains(office.Code) ? "point" : "agency";
        var parent = office.Parent is null ? "null" : $"\"{office.Parent}\"";
        return $$"""{"code":"{{office.Code}}","name":{"vi":"{{office.Code}}"},"kind":"{{kind}}","parent":{{parent}}}""";
    }
}
