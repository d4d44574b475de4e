using System.Collections.Immutable;
using Grains.Interfaces.Agencies;
using Grains.Interfaces.Catalogue;

namespace LiveBoard.Tests.Support;

/// <summary>Boards as an agency would send them.</summary>
internal static class Frames
{
    public static DateTimeOffset Start { get; } = new(2026, 11, 21, 1, 0, 0, TimeSpan.Zero);

    public static BoardFrame Of(long sequence, int open = 0, string epoch = "e1", DateTimeOffset? asOf = null) => new()
    {
        Agency = Label("centre"),
        Epoch = epoch,
        Sequence = sequence,
        AsOf = asOf ?? Start.AddSeconds(sequence),
        Clock = "real",
        Figures = Figures.Zero with { Open = open },
        Children = [Row("so-xd", open)],
    };

    public static ChildFigures Row(string code, int open) => new(Label(code), Figures.Zero with { Open = open }, Start);

    public static AgencyLabel Label(string code) => new(code, new BilingualText("Sở " + code), "province");

    public static ImmutableArray<Turn> Turns(params int[] overdue) => [.. overdue.Select((count, at) => new Turn(Start.AddMinutes(at), 0, count))];
}
