using System.Text;
using System.Text.Json.Nodes;
using Monitor.Cli;
using Monitor.Cli.Mappings;
using Shouldly;
using Xunit;

namespace Cli.Tests.Mappings;

public sealed class RowMapperTests
{
    private static readonly string[] _columns = ["Mã", "Đơn vị", "Nhận", "Hẹn"];

    private static readonly Mapping _mapping = new()
    {
        Source = "test",
        Zone = "Asia/Ho_Chi_Minh",
        Dossier = "{slug Đơn vị}-{date Nhận}-{Mã}",
        InstantFormats = ["dd/MM/yyyy HH:mm"],
        Events = [new() { Type = "received", At = "{Nhận}", Fields = { ["agency"] = "{Đơn vị}", ["due"] = "{Hẹn}" } }],
    };

    [Fact]
    public void A_row_becomes_an_event_in_UTC_with_the_local_date_in_its_code()
    {
        var made = Map(_mapping, "7", "Sở Y tế Đông", "21/11/2026 06:30", "2026-11-23 17:00:00");

        made["dossier"]!.GetValue<string>().ShouldBe("So-Y-te-Dong-261121-7");
        made["id"]!.GetValue<string>().ShouldBe("So-Y-te-Dong-261121-7:received");
        made["at"]!.GetValue<string>().ShouldBe("2026-11-20T23:30:00Z");
        made["due"]!.GetValue<string>().ShouldBe("2026-11-23T10:00:00Z");
        made["agency"]!.GetValue<string>().ShouldBe("Sở Y tế Đông");
    }

    [Fact]
    public void An_empty_cell_leaves_its_field_out() =>
        Map(_mapping, "7", "A", "21/11/2026 06:30", "").ContainsKey("due").ShouldBeFalse();

    [Fact]
    public void An_event_without_an_instant_is_not_made() =>
        new RowMapper(_mapping with { Dossier = "x" }, _columns).Map(["7", "A", "", ""]).ShouldBeEmpty();

    [Fact]
    public void A_repeated_code_is_numbered()
    {
        var mapper = new RowMapper(_mapping with { Dossier = "same" }, _columns);
        string[] cells = ["7", "A", "21/11/2026 06:30", ""];
        new[] { mapper.Map(cells), mapper.Map(cells), mapper.Map(cells) }.SelectMany(made => made).Select(made => made.Event.Dossier)
            .ShouldBe(["same", "same-2", "same-3"]);
    }

    [Fact]
    public void A_hash_does_not_depend_on_the_order_of_columns()
    {
        var mapping = _mapping with { Dossier = "{hash}" };
        var one = new RowMapper(mapping, _columns).Map(["7", "A", "21/11/2026 06:30", ""]).Single().Event.Dossier;
        var other = new RowMapper(mapping, [.. _columns.Reverse()]).Map(["", "21/11/2026 06:30", "A", "7"]).Single().Event.Dossier;
        other.ShouldBe(one);
        one.Length.ShouldBe(16);
    }

    [Fact]
    public void A_value_stands_for_what_the_mapping_says()
    {
        var mapping = _mapping with { Values = new() { ["Đơn vị"] = new() { [""] = "NONE" } } };
        Map(mapping, "7", "", "21/11/2026 06:30", "")["agency"]!.GetValue<string>().ShouldBe("NONE");
        Map(mapping, "7", "B", "21/11/2026 06:30", "")["agency"]!.GetValue<string>().ShouldBe("B");
    }

    [Fact]
    public void An_instant_that_cannot_be_read_is_named_with_its_field() =>
        Should.Throw<UnreadableException>(() => Map(_mapping, "7", "A", "21/11/2026 06:30", "soon")).Message
            .ShouldStartWith("events[0].fields.due: 'soon' is not an instant");

    [Fact]
    public void A_column_that_is_not_there_is_named_with_those_that_are() =>
        Should.Throw<UsageException>(() => new RowMapper(_mapping with { Dossier = "{code}" }, _columns)).Message
            .ShouldBe("mapping field 'dossier' names column 'code', and the file has: Mã, Đơn vị, Nhận, Hẹn");

    [Fact]
    public void A_field_that_events_do_not_have_is_refused() =>
        Should.Throw<UsageException>(() => new RowMapper(_mapping with { Events = [new() { Type = "received", At = "", Fields = { ["fullName"] = "x" } }] }, _columns))
            .Message.ShouldContain("fullName");

    [Theory]
    [InlineData("2026-03-29 02:30:00", "2026-03-29T01:00:00Z")] // skipped in Amsterdam: the instant of the gap
    [InlineData("2026-10-25 02:30:00", "2026-10-25T00:30:00Z")] // twice there: the earlier
    [InlineData("2026-10-25T02:30:00+01:00", "2026-10-25T01:30:00Z")]
    [InlineData("2026-10-25T02:30:00.020Z", "2026-10-25T02:30:00.02Z")]
    public void Local_time_becomes_one_instant(string text, string expected) =>
        EventJson.Text(new InstantReader("Europe/Amsterdam", []).Read(text)).ShouldBe(expected);

    private static JsonObject Map(Mapping mapping, params string[] cells)
    {
        var made = new RowMapper(mapping, _columns).Map(cells).ShouldHaveSingleItem();
        return JsonNode.Parse(Encoding.UTF8.GetString(made.Event.Json.Span))!.AsObject();
    }
}
