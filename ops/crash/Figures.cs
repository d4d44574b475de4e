using System.Globalization;
using System.Text.Json.Nodes;

namespace Monitor.Crash;

/// <summary>The figures of one office by name; instants in UTC ticks, 0 for none.</summary>
internal sealed class Figures : Dictionary<string, long>
{
    private const string Oldest = "oldestDue";

    public static readonly string[] Names =
    [
        "open", "overdue", "dueSoon", "paused", "noDue", "receivedToday", "endedToday", "lateToday", "endedOnTime", "endedWithDue",
        "rated3", "satisfied3", "rated5", "satisfied5", "d1", "d3", "d10", "d30", "more", Oldest,
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

    /// <summary>As a board shows them: satisfaction on one scale, the one with more ratings, and on three levels when they are as many.</summary>
    public Figures Shown()
    {
        var scale = this["rated5"] > this["rated3"] ? 5 : 3;
        return AsShown(this, scale, this[$"rated{scale}"], this[$"satisfied{scale}"]);
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
        figures[Oldest] = told[Oldest] is { } due ? Ticks(due.GetValue<string>()) : 0;
        var satisfaction = told["satisfaction"]!;
        var ratings = satisfaction["ratings"]!.GetValue<long>();
        return AsShown(figures, satisfaction["scale"]!.GetValue<long>(), ratings, (long)Math.Round((satisfaction["rate"]?.GetValue<double>() ?? 0) * ratings));
    }

    private static Figures AsShown(Figures figures, long scale, long ratings, long satisfied)
    {
        var shown = new Figures();
        foreach (var (name, value) in figures)
            shown[name] = value;
        foreach (var hidden in new[] { "rated3", "satisfied3", "rated5", "satisfied5" })
            shown.Remove(hidden);
        (shown["scale"], shown["ratings"], shown["satisfied"]) = (scale, ratings, satisfied);
        return shown;
    }

    public static long Ticks(string instant) => DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture).UtcTicks;

    /// <summary>The figures in which another differs; empty when none.</summary>
    public string Unlike(Figures other) =>
        string.Join(", ", Keys.Where(name => this[name] != other[name]).Select(name => $"{name} {this[name]} and not {other[name]}"));
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
