using Shouldly;
using Tests.Shared;

namespace Grains.Tests.Storage.Orleans;

/// <summary>Grain state: whoever writes with a version that is not the newest is answered with it unchanged, by which Orleans knows that it lost.</summary>
public sealed class GrainStateSqlTests
{
    [PostgresFact]
    public void Each_write_counts_and_an_old_version_loses()
    {
        using var tables = new OrleansTables();
        Write(tables, "x", version: null, 1).ShouldBe(1);
        Write(tables, "x", version: 1, 2).ShouldBe(2);
        Write(tables, "x", version: 1, 9).ShouldBe(1, "lost");
        Write(tables, "x", version: null, 9).ShouldBeNull("lost: it is there already");
        Read(tables, "x").ShouldBe((2, 2));
    }

    [PostgresFact]
    public void Grains_and_states_do_not_mix()
    {
        using var tables = new OrleansTables();
        Write(tables, "x", version: null, 1);
        Write(tables, "y", version: null, 2);
        Write(tables, extension: null, version: null, 3);
        Write(tables, "x", version: null, 4, type: "other");
        (Read(tables, "x"), Read(tables, "y"), Read(tables, extension: null), Read(tables, "x", "other")).ShouldBe(((1, 1), (2, 1), (3, 1), (4, 1)));
        Read(tables, "z").ShouldBeNull();
    }

    [PostgresFact]
    public void Clearing_leaves_the_row_and_its_version_goes_on()
    {
        using var tables = new OrleansTables();
        Write(tables, "x", version: null, 1);
        Clear(tables, "x", version: 7).ShouldBe(7, "lost");
        Read(tables, "x").ShouldBe((1, 1));
        Clear(tables, "x", version: 1).ShouldBe(2);
        Read(tables, "x").ShouldBe((null, 2));
        Write(tables, "x", version: 1, 9).ShouldBe(1, "lost");
        Write(tables, "x", version: 2, 5).ShouldBe(3);
        Read(tables, "x").ShouldBe((5, 3));
    }

    [PostgresFact]
    public void Deleting_removes_the_row_of_the_newest_version_only()
    {
        using var tables = new OrleansTables();
        Write(tables, "x", version: null, 1);
        Delete(tables, "x", version: 3).ShouldBe(3, "lost");
        Delete(tables, "x", version: 1).ShouldBe(2);
        Read(tables, "x").ShouldBeNull();
    }

    [PostgresTheory]
    [Xunit.InlineData("x")]
    [Xunit.InlineData(null)]
    public async Task Of_many_first_writes_at_once_one_wins_and_one_row_is_left(string? extension)
    {
        using var tables = new OrleansTables();
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(() => Write(tables, extension, version: null, (byte)i))));
        answers.Count(answer => answer is 1).ShouldBe(1);
        answers.Count(answer => answer is null).ShouldBe(15);
        tables.Number("SELECT count(*) FROM OrleansStorage").ShouldBe(1);
    }

    [PostgresFact]
    public async Task Of_many_who_write_over_one_version_one_wins()
    {
        using var tables = new OrleansTables();
        Write(tables, "x", version: null, 0);
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(() => Write(tables, "x", version: 1, (byte)i))));
        answers.Count(answer => answer is 2).ShouldBe(1);
        answers.Count(answer => answer is 1).ShouldBe(15);
    }

    private static (string Name, object? Value)[] Grain(string? extension, string type) =>
        [("GrainIdHash", 42), ("GrainTypeHash", 43), ("ServiceId", "c"), ("GrainTypeString", type), ("GrainIdN0", 0L), ("GrainIdN1", 5L), ("GrainIdExtensionString", extension)];

    private static object? Write(OrleansTables tables, string? extension, int? version, byte payload, string type = "settings") => tables.Ask(
        "WriteToStorageKey", [.. Grain(extension, type), ("GrainStateVersion", version), ("PayloadBinary", new[] { payload })]);

    private static object? Clear(OrleansTables tables, string extension, int version) =>
        tables.Ask("ClearStorageKey", [.. Grain(extension, "settings"), ("GrainStateVersion", version)]);

    private static object? Delete(OrleansTables tables, string extension, int version) =>
        tables.Ask("DeleteStorageKey", [.. Grain(extension, "settings"), ("GrainStateVersion", version)]);

    private static (int? Payload, int Version)? Read(OrleansTables tables, string? extension, string type = "settings") =>
        tables.Rows("ReadFromStorageKey", Grain(extension, type)) is [var row] ? (row[0] is byte[] payload ? payload.Single() : null, (int)row[1]!) : null;
}
