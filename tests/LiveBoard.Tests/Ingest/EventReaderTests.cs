using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Grains.Interfaces.Catalogue;
using Grains.Interfaces.Dossiers;
using LiveBoard.Ingest;
using LiveBoard.Tests.Support;
using Shouldly;
using Xunit;

namespace LiveBoard.Tests.Ingest;

public class EventReaderTests
{
    private static EventRead Read(string json) => new EventReader().Read(Encoding.UTF8.GetBytes(json));

    [Fact]
    public void A_whole_event_is_read_field_by_field_and_its_instants_are_kept_in_utc()
    {
        var item = Sample.Received();
        item["due"] = "2026-11-28T17:00:00.25+07:00";
        item["point"] = "centre";
        item["units"] = new JsonObject { ["unit"] = "workingDays", ["value"] = 2.5 };
        item["reason"] = "Thiếu bản vẽ\nlần 2";
        item["anythingElse"] = new JsonObject { ["deep"] = new JsonArray(1, 2) };
        var read = Read(item.ToJsonString());
        read.Refusal.ShouldBeNull();
        read.Event.ShouldBe(new DossierEvent
        {
            Id = "e1",
            Source = "dvc",
            Dossier = "H49.01-261121-0001",
            Type = EventType.Received,
            At = new DateTimeOffset(2026, 11, 21, 1, 0, 0, TimeSpan.Zero),
            Agency = "so-xd",
            Procedure = "1.009972",
            Channel = "online",
            Point = "centre",
            Due = new DateTimeOffset(2026, 11, 28, 10, 0, 0, 250, TimeSpan.Zero),
            Units = new Allowance(AllowanceUnit.WorkingDays, 2.5m),
            Reason = "Thiếu bản vẽ\nlần 2",
            Factors = read.Event!.Factors,
        });
        read.Event.At.Offset.ShouldBe(TimeSpan.Zero);
    }

    [Theory]
    [InlineData("id"), InlineData("source"), InlineData("dossier"), InlineData("type"), InlineData("at"), InlineData("agency"), InlineData("procedure")]
    public void A_missing_or_null_field_is_named(string field)
    {
        foreach (var json in new[] { Sample.Without(field), Sample.With(field, null), Sample.With(field, field is "at" or "type" or "dossier" ? null : " ") })
        {
            var refusal = Read(json).Refusal.ShouldNotBeNull();
            refusal.Code.ShouldBe("missing-field");
            refusal.Field.ShouldBe(field);
        }
    }

    [Theory]
    [InlineData("step", "step"), InlineData("transferred", "agency"), InlineData("extended", "due"), InlineData("petitioned", "petition")]
    [InlineData("petition-answered", "petition"), InlineData("rated", "value")]
    public void What_a_type_needs_is_asked_for(string type, string field)
    {
        var refusal = Read(Sample.Of(type)).Refusal.ShouldNotBeNull();
        (refusal.Code, refusal.Field).ShouldBe(("missing-field", field));
        refusal.Message.ShouldContain(type);
    }

    [Theory]
    [InlineData("declined"), InlineData("supplement-requested"), InlineData("supplement-received"), InlineData("payment-requested"), InlineData("payment-received")]
    [InlineData("withdrawn"), InlineData("stopped"), InlineData("finished"), InlineData("returned")]
    public void Types_that_need_nothing_more_are_taken(string type) => Read(Sample.Of(type)).Refusal.ShouldBeNull();

    [Fact]
    public void A_due_of_the_source_stands_in_for_the_procedure() =>
        Read(Sample.Of("received", ("agency", "a"), ("due", "2026-12-01T10:00:00Z"))).Refusal.ShouldBeNull();

    [Theory]
    [InlineData("2026-11-21T08:00:00", "instant-without-offset")]
    [InlineData("2026-11-21", "instant-without-offset")]
    [InlineData("2026-11-21T08:00:00.123", "instant-without-offset")]
    [InlineData("0001-01-01T00:00:00+07:00", "instant-out-of-range")]
    [InlineData("9999-12-31T23:59:59-07:00", "instant-out-of-range")]
    [InlineData("1899-12-31T23:59:59Z", "instant-out-of-range")]
    [InlineData("2201-01-01T00:00:00Z", "instant-out-of-range")]
    [InlineData("2026-02-30T08:00:00Z", "bad-instant")]
    [InlineData("2026-11-21T24:00:00Z", "bad-instant")]
    [InlineData("2026-11-21T08:00:00+15:00", "bad-instant")]
    [InlineData("2026-11-21T08:00:00+07", "bad-instant")]
    [InlineData("21/11/2026", "bad-instant")]
    [InlineData("0000-00-00T00:00:00Z", "bad-instant")]
    [InlineData("now", "bad-instant")]
    public void Instants_are_strict(string at, string code)
    {
        (Read(Sample.With("at", at)).Refusal?.Code).ShouldBe(code);
        var due = Read(Sample.With("due", at)).Refusal.ShouldNotBeNull();
        (due.Code, due.Field).ShouldBe((code, "due"));
    }

    [Theory]
    [InlineData("2026-11-21T08:00:00Z", 0), InlineData("2026-11-21t08:00:00z", 0), InlineData("2026-11-21 08:00:00Z", 0)]
    [InlineData("2026-11-21T08:00:00.1234567899Z", 1234567), InlineData("2026-11-21T01:00:00-07:00", 0)]
    public void Instants_come_in_all_forms_of_the_standard(string at, long ticks) =>
        Read(Sample.With("at", at)).Event!.At.ShouldBe(new DateTimeOffset(2026, 11, 21, 8, 0, 0, TimeSpan.Zero).AddTicks(ticks));

    [Fact]
    public void Escaped_text_reads_as_what_it_stands_for() =>
        Read("""{"\u0069d":"e\u0031","source":"dvc","dossier":"D-1","type":"finish\u0065d","at":"2026-11-21T08:00:00\u005a"}""").Refusal.ShouldBeNull();

    [Theory]
    [InlineData("a b"), InlineData("a\u0000"), InlineData("a\nb"), InlineData("hồ-sơ"), InlineData("a'b")]
    public void A_dossier_code_is_plain(string code) => Read(Sample.With("dossier", code)).Refusal!.Code.ShouldBe("bad-dossier-code");

    [Theory]
    [InlineData("id", 128), InlineData("source", 64), InlineData("dossier", 64), InlineData("agency", 64), InlineData("reason", 1000)]
    public void Lengths_are_bounded_and_the_limit_is_named(string field, int limit)
    {
        Read(Sample.With(field, new string('a', limit))).Refusal.ShouldBeNull();
        foreach (var length in new[] { limit + 1, 2_000_000 })
        {
            var refusal = Read(Sample.With(field, new string('a', length))).Refusal.ShouldNotBeNull();
            (refusal.Code, refusal.Field).ShouldBe(("too-long", field));
            refusal.Message.ShouldContain($" {limit} ");
            refusal.Message.Length.ShouldBeLessThan(200);
        }
    }

    [Theory]
    [InlineData("id", "1"), InlineData("source", "[]"), InlineData("dossier", "{}"), InlineData("type", "5"), InlineData("at", "1732150800")]
    [InlineData("agency", "true"), InlineData("factors", "\"x\""), InlineData("units", "5"), InlineData("value", "\"5\""), InlineData("scale", "{}")]
    public void A_wrong_type_is_named(string field, string value)
    {
        var refusal = Read(Sample.With(field, JsonNode.Parse(value))).Refusal.ShouldNotBeNull();
        (refusal.Code, refusal.Field).ShouldBe(("wrong-type", field));
    }

    [Fact]
    public void An_unknown_type_is_answered_with_the_known_ones()
    {
        var refusal = Read(Sample.With("type", "Received")).Refusal.ShouldNotBeNull();
        refusal.Code.ShouldBe("unknown-type");
        refusal.Message.ShouldContain("supplement-requested");
    }

    [Theory]
    [InlineData("name"), InlineData("fullName"), InlineData("hoTen"), InlineData("ho_ten"), InlineData("Họ tên"), InlineData("HỌ TÊN"), InlineData("chuHoSo")]
    [InlineData("phone"), InlineData("soDienThoai"), InlineData("số điện thoại"), InlineData("email"), InlineData("E-Mail"), InlineData("identityNumber")]
    [InlineData("cccd"), InlineData("CCCD"), InlineData("soDinhDanh"), InlineData("address"), InlineData("diaChi"), InlineData("Địa chỉ"), InlineData("applicantName")]
    [InlineData("hoTenNguoiNop"), InlineData("Số điện thoại người nộp"), InlineData("dia_chi_chu_ho_so")]
    public void Personal_fields_are_refused_by_name_and_their_values_go_nowhere(string field)
    {
        var read = Read(Sample.With(field, "Nguyễn Văn A"));
        read.Refusal!.Code.ShouldBe("personal-data");
        read.Refusal.Field.ShouldBe(field);
        read.ToString().ShouldNotContain("Nguyễn");
    }

    [Fact]
    public void Personal_fields_are_found_inside_unknown_objects_and_come_before_other_faults()
    {
        var read = Read("""{"id":5,"extra":[{"deep":{"soCCCD":"0123"}}]}""");
        (read.Refusal!.Code, read.Refusal.Field).ShouldBe(("personal-data", "soCCCD"));
    }

    [Fact]
    public void The_name_of_an_office_deeper_down_is_nobodys_data() =>
        Read(Sample.With("office", new JsonObject { ["name"] = "Quầy 3", ["address"] = "Tầng 1" })).Refusal.ShouldBeNull();

    [Theory]
    [InlineData(3, 1, null), InlineData(3, 3, null), InlineData(5, 5, null), InlineData(3, 4, "value"), InlineData(5, 0, "value"), InlineData(4, 2, "scale")]
    [InlineData(10, 9, "scale"), InlineData(5, 3.5, "value"), InlineData(5, -1, "value"), InlineData(5, 1e300, "value")]
    public void Ratings_stay_on_their_scale(int scale, double value, string? field)
    {
        var refusal = Read(Sample.Of("rated", ("scale", scale), ("value", value))).Refusal;
        refusal?.Code.ShouldBe("bad-rating");
        (refusal?.Field).ShouldBe(field);
    }

    [Theory]
    [InlineData("""{"unit":"weeks","value":1}"""), InlineData("""{"unit":"hours","value":0}"""), InlineData("""{"unit":"hours"}"""), InlineData("""{"unit":"none","value":1}""")]
    public void Units_are_named(string units) => Read(Sample.With("units", JsonNode.Parse(units))).Refusal!.Code.ShouldBe("bad-units");

    [Theory]
    [InlineData("\"reason\":\"\\ud800\""), InlineData("\"agency\":\"a\\u0000\""), InlineData("\"reason\":\"a\\u0007\"")]
    [InlineData("\"reason\":\"a\\ufffe\""), InlineData("\"id\":\"a\\ufffe\"")]
    public void Broken_text_is_refused_for_its_field(string field) =>
        Read($$"""{"id":"1","source":"s","dossier":"D","type":"finished","at":"2026-11-21T08:00:00Z",{{field}}}""").Refusal!.Code.ShouldBe("bad-text");

    [Fact]
    public void A_field_whose_name_cannot_be_normalized_is_unknown() =>
        Read("""{"id":"1","source":"s","dossier":"D","type":"finished","at":"2026-11-21T08:00:00Z","\ufffe":{"\ufffe":1}}""").Refusal.ShouldBeNull();

    [Fact]
    public void Invalid_utf8_is_refused_for_its_field()
    {
        byte[] json = [.. """{"id":"1","source":"s","dossier":"D","type":"finished","at":"2026-11-21T08:00:00Z","reason":"""u8, (byte)'"', 0xC3, 0x28, (byte)'"', (byte)'}'];
        new EventReader().Read(json).Refusal!.Code.ShouldBe("bad-text");
    }

    [Theory]
    [InlineData("1"), InlineData("null"), InlineData("\"x\""), InlineData("[]")]
    public void What_is_no_object_is_no_event(string json) => Read(json).Refusal!.Code.ShouldBe("not-an-object");

    [Fact]
    public void A_reader_takes_nothing_of_an_event_over_into_the_next()
    {
        var reader = new EventReader();
        var rated = Sample.Received();
        (rated["due"], rated["point"], rated["reason"], rated["scale"], rated["value"], rated["factors"]) =
            ("2026-11-28T17:00:00+07:00", "centre", "a", 5, 4, new JsonArray("time"));
        rated["units"] = new JsonObject { ["unit"] = "hours", ["value"] = 2 };
        reader.Read(Encoding.UTF8.GetBytes(rated.ToJsonString())).Refusal.ShouldBeNull();
        reader.Read("""{"hoTen":"x"}"""u8).Refusal!.Code.ShouldBe("personal-data");
        foreach (var json in new[] { Sample.Of("finished"), "{}" })
            Told(reader.Read(Encoding.UTF8.GetBytes(json))).ShouldBe(Told(Read(json)));
    }

    private static string Told(EventRead read) => JsonSerializer.Serialize(read);

    [Fact]
    public void Factors_are_a_short_list_of_words()
    {
        Read(Sample.Of("rated", ("scale", 5), ("value", 4), ("factors", new JsonArray("attitude", "time")))).Event!.Factors.ShouldBe(["attitude", "time"]);
        Read(Sample.Of("rated", ("scale", 5), ("value", 4), ("factors", new JsonArray([.. Enumerable.Range(0, 21).Select(n => JsonValue.Create($"f{n}"))]))))
            .Refusal!.Code.ShouldBe("too-many");
    }
}
