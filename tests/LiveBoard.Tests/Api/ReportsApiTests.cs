using System.Collections.Immutable;
using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Grains.Interfaces.Catalogue;
using Grains.Interfaces.Reports;
using LiveBoard.Tests.Support;
using NSubstitute;
using Shouldly;
using Xunit;

namespace LiveBoard.Tests.Api;

/// <summary>Periodic reports at the door: what is asked of the grains, and how it looks as JSON, CSV and XLSX.</summary>
public sealed class ReportsApiTests
{
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private static readonly DateTimeOffset From = new(2026, 10, 31, 17, 0, 0, TimeSpan.Zero);
    private static readonly RateFigure Rate = new(0.8, 80.0m, 8, 10, "ii06a@0", From, null, BoardHost.Now, null);

    private static readonly HandlingRow Row = new()
    {
        Agency = "=so-xd", Name = new BilingualText("Sở Xây dựng \u0001"), Received = 15, ReceivedOnline = 7, ReceivedDirect = 3, CarriedOver = 5, Resolved = 10,
        ResolvedBefore = 6, ResolvedOnTime = 2, ResolvedLate = 2, InProcess = 5, InProcessInTime = 4, InProcessOverdue = 1, OnTime = Rate,
    };

    [Fact]
    public async Task Form_06a_is_asked_of_the_reports_with_its_own_rule_set()
    {
        await using var host = await StartAsync();
        var json = await BoardHost.JsonOf(await host.GetAsync("/api/v1/reports/06a?agency=so-xd&from=2026-11-01"));
        json["ruleSet"]!.GetValue<string>().ShouldBe("ii06a@0");
        json["total"]!["onTime"]!["denominator"]!.GetValue<int>().ShouldBe(10);
        json["checks"]![0]!["identity"]!.GetValue<string>().ShouldBe("3=7+11");
    }

    [Fact]
    public async Task Csv_has_vietnamese_headings_with_their_marks()
    {
        await using var host = await StartAsync();
        using var answer = await host.GetAsync("/api/v1/reports/06a?agency=so-xd&from=2026-11-01&format=csv");
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/csv");
        var lines = Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync()).Split("\r\n");
        lines[0].ShouldContain("(3) Tiếp nhận: tổng số");
        lines[1].ShouldStartWith("\"'=so-xd\",\"Sở Xây dựng");
        lines[1].ShouldContain(",15,7,3,5,10,6,2,2,5,4,1,80.0,8,10,\"ii06a@0\"");
    }

    [Theory]
    [InlineData("06a", "format=xlsx", "*/*"), InlineData("06a", "", Xlsx)]
    public async Task Xlsx_is_a_valid_workbook_whose_numbers_are_numbers(string report, string query, string accept)
    {
        await using var host = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/reports/{report}?agency=so-xd&from=2026-11-01&{query}");
        request.Headers.Add("Accept", accept);
        using var answer = await host.Http.SendAsync(request);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe(Xlsx);
        answer.Content.Headers.ContentDisposition!.FileName.ShouldBe("ii06a.xlsx");

        using var file = new MemoryStream(await answer.Content.ReadAsByteArrayAsync());
        using var book = SpreadsheetDocument.Open(file, false);
        new OpenXmlValidator().Validate(book).Select(error => error.Description).ShouldBeEmpty();
        var rows = book.WorkbookPart!.WorksheetParts.Single().Worksheet.Descendants<Row>().Select(row => row.Elements<Cell>().ToList()).ToList();
        rows[0].Single().InnerText.ShouldStartWith("Biểu II.06a/VPCP/KSTT: Tình hình");
        rows.ShouldContain(row => row.Count > 0 && row[0].InnerText == "Bộ quy tắc / Rule set: ii06a@0");
        var cells = rows.Single(row => row.Count > 2 && row[0].InnerText == "=so-xd");
        (cells[0].DataType!.Value, cells[2].DataType!.Value, cells[2].InnerText).ShouldBe((CellValues.InlineString, CellValues.Number, "15"));
        cells[1].InnerText.ShouldBe("Sở Xây dựng ");
        rows[^1].Single().InnerText.ShouldStartWith("3=7+11: khớp");
    }

    [Fact]
    public async Task The_index_says_which_part_of_it_this_is()
    {
        await using var host = await StartAsync();
        var row = new IndexRow("so-xd", new BilingualText("Sở Xây dựng"), 10, 8, 2, 9, 3.25, 16, Rate);
        host.Grains.Reports.GetIndexAsync(new PeriodQuery(null, null, null, null, "qd766@0"), Arg.Any<CancellationToken>())
            .Returns(new IndexReport(BoardHost.Now, "qd766@0", new BilingualText("QĐ 766"), null, null, null, [row], row with { Agency = null, Name = null }));
        (await BoardHost.JsonOf(await host.GetAsync("/api/v1/reports/766?ruleSet=qd766@0")))["rows"]![0]!["averageDays"]!.GetValue<double>().ShouldBe(3.25);
        var csv = await (await host.GetAsync("/api/v1/reports/766?ruleSet=qd766@0&format=csv")).Content.ReadAsStringAsync();
        csv.ShouldContain("Số ngày giải quyết trung bình");
        csv.ShouldContain("\"so-xd\",\"Sở Xây dựng\",10,8,2,9,3.25,80.0,16,8,10,\"ii06a@0\"");
    }

    [Theory]
    [InlineData("766?ruleSet=mine", "ii06a, qd766"), InlineData("06a?ruleSet=ii06a", "by its number"), InlineData("standing?ruleSet=mine", "ii06a, qd766")]
    [InlineData("766?from=2026-11-02T00:00:00Z&to=2026-11-01T00:00:00Z", "must come after"), InlineData("06a?format=pdf", "json, csv, xlsx"), InlineData("06a?asOf=2027-01-01T00:00:00Z", "has not come")]
    public async Task What_cannot_be_answered_says_why(string query, string remedy)
    {
        await using var host = await BoardHost.StartAsync();
        var problem = await Expect.ProblemAsync(await host.GetAsync("/api/v1/reports/" + query), 400, "bad-parameter");
        problem["detail"]!.GetValue<string>().ShouldContain(remedy);
    }

    private static async Task<BoardHost> StartAsync()
    {
        var host = await BoardHost.StartAsync();
        host.Grains.Reports.GetStartOfDayAsync("so-xd", new DateOnly(2026, 11, 1), Arg.Any<CancellationToken>()).Returns(From);
        host.Grains.Reports.GetHandlingAsync(new PeriodQuery("so-xd", From, null, null, "ii06a"), Arg.Any<CancellationToken>()).Returns(new HandlingReport(
            BoardHost.Now, "ii06a@0", new BilingualText("Biểu II.06a"), From, null, null, [Row], Row with { Agency = null, Name = null }, [new IdentityCheck("3=7+11", true)]));
        return host;
    }
}
