using System.Globalization;
using System.Text.Json.Nodes;

namespace Monitor.Crash;

/// <summary>The figures of one office by name, as a board shows them; instants in UTC ticks, 0 for none.</summary>
internal sealed class Figures : Dictionary<string, long>
{
    private const string Oldest = "oldestDue";

    public static readonly string[] Names =
    [
        "open", "overdue", "dueSoon", "paused", "noDue", "receivedToday", "endedToday", "lateToday", "endedOnTime", "endedWithDue",
        "ratings", "satisfied", "d1", "d3", "d10", "d30", "more", Oldest,
    ];

    public Figures()
    {
        foreach (var name in Names)
            this[name] = 0;
    }

    public static Figures Sum(IEnumerable<Figures> parts)
    {
        var sum = new Figures();
        foreach (var (name, value) in parts.SelectMany(part => part))
            sum[name] = name != Oldest ? sum[name] + value : value == 0 ? sum[name] : sum[name] == 0 ? value : Math.Min(sum[name], value);
        return sum;
    }

    public static Figures OfBoard(JsonNode told)
    {
        var figures = new Figures();
        foreach (var name in Names.Where(name => told[name] is JsonValue value && value.TryGetValue<long>(out _)))
            figures[name] = told[name]!.GetValue<long>();
        foreach (var age in Names.Where(name => told["overdueAge"]![name] is not null))
            figures[age] = told["overdueAge"]![age]!.GetValue<long>();
        figures["endedOnTime"] = told["onTime"]!["numerator"]!.GetValue<long>();
        figures["endedWithDue"] = told["onTime"]!["denominator"]!.GetValue<long>();
        figures["ratings"] = told["satisfaction"]!["ratings"]!.GetValue<long>();
        figures["satisfied"] = (long)Math.Round((told["satisfaction"]!["rate"]?.GetValue<double>() ?? 0) * figures["ratings"]);
        figures[Oldest] = told[Oldest] is { } due ? Ticks(due.GetValue<string>()) : 0;
        return figures;
    }

    public static long Ticks(string instant) => DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture).UtcTicks;

    /// <summary>The figures in which another differs; empty when none.</summary>
    public string Unlike(Figures other) =>
        string.Join(", ", Names.Where(name => this[name] != other[name]).Select(name => $"{name} {this[name]} and not {other[name]}"));
}

/// <summary>The province's day and month at an instant, in UTC ticks: starts are included, ends are not.</summary>
internal readonly record struct Day(long Now, long Today, long Tomorrow, long Month)
{
    public static Day At(long now)
    {
        var local = new DateTimeOffset(now, TimeSpan.Zero).ToOffset(Offices.Zone);
        var today = local - local.TimeOfDay;
        return new Day(now, today.UtcTicks, today.AddDays(1).UtcTicks, today.AddDays(1 - today.Day).UtcTicks);
    }
}
