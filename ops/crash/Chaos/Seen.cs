using System.Text.Json.Nodes;

namespace Monitor.Crash.Chaos;

/// <summary>The figures of a board that can be judged while everything moves.</summary>
internal readonly record struct Shown(long Open, long Overdue, long NoDue, long Paused)
{
    /// <summary>In place of a figure: it is not shown, or what is shown is reckoned by the display itself.</summary>
    public const long Hidden = -1;

    /// <summary>Whether each figure that is shown lies within.</summary>
    public bool IsWithin(Shown least, Shown most) =>
        IsWithin(Open, least.Open, most.Open) && IsWithin(Overdue, least.Overdue, most.Overdue) && IsWithin(NoDue, least.NoDue, most.NoDue) && IsWithin(Paused, least.Paused, most.Paused);

    private static bool IsWithin(long figure, long least, long most) => figure == Hidden || (figure >= least && figure <= most);

    public static Shown Of(JsonNode figures) => new(Number(figures, "open"), Number(figures, "overdue"), Number(figures, "noDue"), Number(figures, "paused"));

    private static long Number(JsonNode figures, string name) => figures[name]!.GetValue<long>();
}

/// <summary>What a display had in hand at a moment.</summary>
/// <param name="Display">Such as <c>board1 P</c>.</param>
/// <param name="Arrived">Timestamp.</param>
/// <param name="Age">How old the board was when it came, in real time, as the display works it out from the frame.</param>
/// <param name="AsOf">UTC ticks up to which its agency vouches for it.</param>
/// <param name="ServerNow">UTC ticks of the board's clock.</param>
internal sealed record Seen(string Display, string Office, long Arrived, TimeSpan Age, long AsOf, long ServerNow, Shown Shown)
{
    /// <summary>A wall says "live" for data younger than this.</summary>
    public static readonly TimeSpan Live = TimeSpan.FromSeconds(15);

    /// <summary>The activation of the agency that told it, and its number there.</summary>
    public string? Told { get; init; }

    public bool IsFresh => Age < Live;

    /// <summary>Timestamp of the moment for which the display takes the figures to be right.</summary>
    public long ClaimedFor => Arrived - (long)(Age.TotalSeconds * TimeProvider.System.TimestampFrequency);
}
