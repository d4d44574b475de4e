using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Grains.Interfaces.Agencies;
using Grains.Interfaces.Dossiers;
using Grains.Interfaces.Escalation;

namespace Grains.Tests.Agencies;

/// <summary>
/// Some days in the life of agencies: a few dossiers, every version of the line of each, and what happens in which order. Lines come
/// repeated, out of order, and not at all; time passes in ticks and in days, over the end of a month.
/// </summary>
internal sealed record Days(ImmutableArray<ImmutableArray<DossierLine>> Versions, ImmutableArray<Happening> Happenings)
{
    public static readonly ImmutableArray<string> Agencies = ["A", "B", "C"];

    public static readonly DateTimeOffset Start = new(2026, 3, 30, 20, 0, 0, TimeSpan.Zero);

    private static readonly ImmutableArray<TimeSpan> Steps =
        [TimeSpan.Zero, TimeSpan.FromTicks(1), TimeSpan.FromHours(2), TimeSpan.FromHours(2), TimeSpan.FromHours(9), TimeSpan.FromDays(1), TimeSpan.FromDays(4)];

    // On the hour, two hours apart, so that they meet each other, the steps and midnight; a tick later for what is strictly after.
    private static readonly Gen<DateTimeOffset> Near =
        Gen.OneOf(Gen.Choose(-12, 30), Gen.Choose(-12 * 35, 12 * 12)).Select(hours => Start.AddHours(2 * hours));

    private static readonly Gen<DossierLine> Line =
        from agencies in Gen.ArrayOf(Gen.Elements("A", "A", "B", "C"), 2)
        from kind in Gen.Frequency((7, Gen.Constant("open")), (2, Gen.Constant("ended")), (1, Gen.Constant("awaited")))
        from times in Gen.ArrayOf(Near, 5)
        from dated in Gen.Frequency((4, Gen.Constant(true)), (1, Gen.Constant(false)))
        from warned in Gen.Frequency((4, Gen.Constant(true)), (1, Gen.Constant(false)))
        from paused in Gen.Frequency((4, Gen.Constant(false)), (1, Gen.Constant(true)))
        from late in Gen.Elements(true, false)
        from scale in Gen.Elements(0, 0, 3, 5)
        from value in Gen.Choose(1, 3)
        from alerts in Gen.Choose(0, 2)
        let open = kind == "open"
        select new DossierLine
        {
            Dossier = "",
            Version = 0,
            State = PortalState.InProcess,
            Agency = agencies[0],
            Point = agencies[1],
            Received = kind == "awaited" ? null : times[0],
            Ended = kind == "ended" ? times[1] : null,
            Due = dated ? times[2] : null,
            DueSoonFrom = open && dated && warned && !paused ? times[3] : null,
            OverdueAfter = open && dated && (!paused || late) ? times[2] : null,
            Paused = open && paused,
            EndedLate = kind == "ended" && dated && late,
            Rating = scale == 0 ? null : new Rating(times[4], scale, value),
            NextMark = open && dated ? times[4] : null,
            Changed = times[0],
            OpenAlerts = open ? [.. Enumerable.Range(0, alerts).Select(i => Storage.Rows.Alert("", $"r{i}"))] : [],
        };

    private static readonly Gen<Happening> Happens = Gen.Frequency(
        (3, from dossier in Gen.Choose(0, 3) from version in Gen.Choose(0, 5) select (Happening)new Happening.Told(dossier, version)),
        (2, Gen.Elements(Steps.AsEnumerable()).Select(step => (Happening)new Happening.Passed(step))));

    public static Arbitrary<Days> Arbitrary { get; } = Arb.From(
        from lines in Gen.ArrayOf(Gen.ArrayOf(Line, 6), 4)
        from count in Gen.Choose(1, 40)
        from happenings in Gen.ArrayOf(Happens, count)
        select new Days([.. lines.Select(Named)], [.. happenings]),
        days => days.Happenings.Select((_, i) => days with { Happenings = days.Happenings.RemoveAt(i) }));

    public override string ToString() => string.Join('\n', Happenings.Select(happening => happening switch
    {
        Happening.Told(var dossier, var version) => $"told {Versions[dossier][version] with { OpenAlerts = [] }}",
        _ => happening.ToString(),
    }));

    private static ImmutableArray<DossierLine> Named(DossierLine[] versions, int dossier) =>
    [
        .. versions.Select((line, i) => line with
        {
            Dossier = $"D{dossier}",
            Version = i + 1,
            OpenAlerts = [.. line.OpenAlerts.Select(alert => alert with { Id = new AlertId($"D{dossier}", alert.Rung), Dossier = $"D{dossier}" })],
        }),
    ];
}

internal abstract record Happening
{
    public sealed record Told(int Dossier, int Version) : Happening;

    public sealed record Passed(TimeSpan Time) : Happening;
}
