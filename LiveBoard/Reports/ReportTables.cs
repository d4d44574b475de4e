using System.Collections.Immutable;
using System.Globalization;
using Grains.Interfaces.Reports;

namespace LiveBoard.Reports;

/// <summary>Reports as tables, in Vietnamese with English beside it; column numbers are those of the forms.</summary>
internal static class ReportTables
{
    private const string Total = "TỔNG / TOTAL";

    public static ReportTable Of(StandingReport report) => new(
        "standing", "Tình trạng hồ sơ đã tiếp nhận / Standing of dossiers received", Heads(report.RuleSet, report.Total.OnTime, report.AsOf),
        [
            "Cơ quan / Agency", "Tiếp nhận / Received", "Giải quyết đúng hạn / Ended on time", "Giải quyết quá hạn / Ended late",
            "Giải quyết, không có hạn / Ended, no due date", "Đang giải quyết trong hạn / Open in time", "Đang giải quyết quá hạn / Open overdue",
            "Đang giải quyết, không có hạn / Open, no due date", "Tạm dừng / Paused", "Tỷ lệ đúng hạn (%) / On-time rate (%)",
            "Tử số / Numerator", "Mẫu số / Denominator",
        ],
        Rows(report.Rows.Add(report.Total), row =>
        [
            row.Agency ?? Total, row.Received, row.EndedOnTime, row.EndedLate, row.EndedNoDue, row.OpenInTime, row.OpenOverdue, row.OpenNoDue, row.Paused,
            row.OnTime?.Percent, row.OnTime?.Numerator, row.OnTime?.Denominator,
        ]),
        []);

    public static ReportTable Of(HandlingReport report) => new(
        "ii06a", "Biểu II.06a/VPCP/KSTT: Tình hình, kết quả giải quyết thủ tục hành chính", Heads(report.RuleSet, report.Total.OnTime, report.AsOf),
        [
            "Mã cơ quan / Agency", "Cơ quan / Name", "(3) Tiếp nhận: tổng số", "(4) Trong kỳ: trực tuyến", "(5) Trong kỳ: trực tiếp, dịch vụ bưu chính",
            "(6) Từ kỳ trước", "(7) Đã giải quyết: tổng số", "(8) Trước hạn", "(9) Đúng hạn", "(10) Quá hạn", "(11) Đang giải quyết: tổng số",
            "(12) Trong hạn", "(13) Quá hạn", "Tỷ lệ đúng hạn (%)", "Tử số", "Mẫu số", "Bộ quy tắc",
        ],
        Rows(report.Rows.Add(report.Total), row =>
        [
            row.Agency ?? "", row.Name?.Vi ?? Total, row.Received, row.ReceivedOnline, row.ReceivedDirect, row.CarriedOver, row.Resolved, row.ResolvedBefore,
            row.ResolvedOnTime, row.ResolvedLate, row.InProcess, row.InProcessInTime, row.InProcessOverdue, row.OnTime.Percent, row.OnTime.Numerator,
            row.OnTime.Denominator, row.OnTime.RuleSet,
        ]),
        [.. report.Checks.Select(check => $"{check.Identity}: {(check.Holds ? "khớp / holds" : "KHÔNG KHỚP / DOES NOT HOLD")}")]);

    public static ReportTable Of(IndexReport report) => new(
        "qd766", "QĐ 766/QĐ-TTg, nhóm 2: Tiến độ, kết quả giải quyết", Heads(report.RuleSet, report.Total.Rate, report.AsOf),
        [
            "Mã cơ quan / Agency", "Cơ quan / Name", "Hồ sơ trong kỳ / Received", "Đúng hạn / On time", "Không đúng hạn / Not on time",
            "Đã giải quyết / Completed", "Số ngày giải quyết trung bình / Average days", "Tỷ lệ đúng hạn (%)", "Điểm (tối đa 20) / Score", "Tử số", "Mẫu số", "Bộ quy tắc",
        ],
        Rows(report.Rows.Add(report.Total), row =>
        [
            row.Agency ?? "", row.Name?.Vi ?? Total, row.Received, row.OnTime, row.NotOnTime, row.Completed, row.AverageDays, row.Rate.Percent, row.Score,
            row.Rate.Numerator, row.Rate.Denominator, row.Rate.RuleSet,
        ]),
        ["Chỉ gồm chỉ số 2.1 và 2.2; các nhóm khác không phải số liệu của hệ thống này. / Indicators 2.1 and 2.2 only; the other groups are not figures of this service."]);

    public static ReportTable Of(PromiseReport report) => new(
        "promises", "Hạn đã hẹn so với hạn tính được / Promised due dates against computed ones",
        [$"Kỳ / Period: {Text(report.From) ?? "…"} – {Text(report.To) ?? "…"}", $"Số liệu tính đến / As of: {Text(report.AsOf)}"],
        [
            "Thủ tục / Procedure", "Tên / Name", "Hồ sơ / Dossiers", "Cùng ngày / Same date", "Cùng thời điểm / Same instant", "Tỷ lệ cùng ngày / Same-date rate",
            "Lý do khác / Reason of difference", "Số ngày / Days", "Số hồ sơ khác / Differing dossiers", "Ví dụ / Samples",
        ],
        [.. report.Rows.Add(report.Total).SelectMany(PromiseRows)],
        [.. report.Uncompared.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"Không so sánh được / Not compared: {pair.Key}: {pair.Value}")]);

    // The procedure's own line, and one below it for each reason.
    private static IEnumerable<ImmutableArray<object?>> PromiseRows(PromiseRow row)
    {
        var (code, name) = (row.Procedure ?? "", row.Name?.Vi ?? (row.Procedure is null ? Total : ""));
        yield return [code, name, row.Dossiers, row.SameDate, row.SameInstant, row.Rate, null, null, null, null];
        foreach (var difference in row.Differences)
            yield return [code, name, null, null, null, null, difference.Reason, difference.Days, difference.Dossiers, string.Join(' ', difference.Samples)];
    }

    private static ImmutableArray<string> Heads(string ruleSet, RateFigure? figure, DateTimeOffset asOf) =>
    [
        $"Bộ quy tắc / Rule set: {ruleSet}",
        $"Kỳ / Period: {Text(figure?.From) ?? "…"} – {Text(figure?.To) ?? "…"}",
        $"Số liệu tính đến / As of: {Text(asOf)}",
        .. figure?.Source is { } source ? [$"Chỉ theo nguồn / Only as told by: {source}"] : Array.Empty<string>(),
    ];

    private static ImmutableArray<ImmutableArray<object?>> Rows<T>(IEnumerable<T> rows, Func<T, ImmutableArray<object?>> cells) => [.. rows.Select(cells)];

    private static string? Text(DateTimeOffset? instant) => instant?.ToString("yyyy-MM-ddTHH:mm:ssK", CultureInfo.InvariantCulture);
}
