using FsCheck;
using FsCheck.Fluent;
using Grains.Interfaces.Dossiers;

namespace Grains.Tests.Storage;

/// <summary>Lines of every kind, close together in time so that ties and exact limits come up.</summary>
internal static class RandomLines
{
    public static readonly DateTimeOffset Now = Rows.Monday.AddHours(5);

    public static readonly string[] Agencies = ["A", "B", "C"];

    /// <summary>Checks the property on a database that holds the lines.</summary>
    public static void Check(StoreKind kind, Func<TestStorage, IReadOnlyList<DossierLine>, Task> property)
    {
        var lines = Gen.Choose(0, int.MaxValue).Select(seed => Line(new Random(seed))).ListOf().ToArbitrary();
        using var store = TestStorage.On(kind);
        Prop.ForAll(lines, async drawn =>
        {
            store.Execute("DELETE FROM dossier");
            var rows = drawn.Select((line, i) => line with { Dossier = $"D-{i}" }).ToList();
            await store.AddAsync([.. rows.Select(line => line.Write())]);
            await property(store, rows);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(40));
    }

    private static DossierLine Line(Random random)
    {
        var received = random.Next(8) == 0 ? null : Instant(random);
        var ended = random.Next(3) == 0 ? Instant(random) : null;
        return new DossierLine
        {
            Dossier = "",
            Version = 1,
            State = (PortalState)random.Next(11),
            Agency = received is null && random.Next(2) == 0 ? null : Agency(random),
            Point = random.Next(8) == 0 ? null : Agency(random),
            Received = received,
            Ended = ended,
            Due = random.Next(4) == 0 ? null : Instant(random),
            DueSoonFrom = random.Next(3) == 0 ? null : Instant(random),
            OverdueAfter = random.Next(3) == 0 ? null : Instant(random),
            Paused = random.Next(3) == 0,
            EndedLate = random.Next(2) == 0,
            Rating = random.Next(4) == 0 ? new Rating(Instant(random)!.Value, 5, 3) : null,
            Changed = Instant(random)!.Value,
            Former = [.. Agencies.Where(_ => random.Next(6) == 0)],
        };
    }

    private static string Agency(Random random) => Agencies[random.Next(Agencies.Length)];

    /// <summary>Within ten hours around <see cref="Now"/>, often that very instant or one tick beside it.</summary>
    private static DateTimeOffset? Instant(Random random) => random.Next(4) switch
    {
        0 => Now,
        1 => Now.AddTicks(random.Next(-1, 2)),
        _ => Now.AddHours(random.Next(-5, 6)),
    };
}
