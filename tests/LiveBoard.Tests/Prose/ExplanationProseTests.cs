using Grains.Interfaces.Agencies;
using Grains.Interfaces.Catalogue;
using Grains.Interfaces.Deadlines;
using Grains.Interfaces.Dossiers;
using LiveBoard.Prose;
using Shouldly;
using Xunit;

namespace LiveBoard.Tests.Prose;

/// <summary>What the worked example of docs/deadlines.md does not show.</summary>
public sealed class ExplanationProseTests
{
    private static readonly ClockExplanation Handling = new()
    {
        Kind = "handling", State = "running", Agency = "SXD", Started = At(5, 9), Due = At(12, 9), OriginalDue = At(12, 9), Basis = "procedure",
        Calendar = "office", CalendarVersion = 3, Zone = "Asia/Ho_Chi_Minh", ProcedureVersion = 2, PolicyVersion = 4, UsedSeconds = 3600,
    };

    [Fact]
    public void Rules_are_told_with_their_versions() => Lines(Handling).ShouldContain(
        "Tính theo lịch làm việc office, phiên bản 3; thủ tục phiên bản 2; chính sách phiên bản 4.",
        "Counted on calendar office, version 3; procedure version 2; policy version 4.");

    [Fact]
    public void A_procedure_without_a_name_is_told_by_its_code_once()
    {
        ExplanationProse.Write(Told(Handling) with { Procedure = "any" }, Language.Vietnamese).ShouldContain("09:00. Thủ tục có mã any.\n");
        ExplanationProse.Write(Told(Handling) with { Procedure = "any" }, Language.English).ShouldContain("09:00. Procedure code: any.\n");
    }

    [Fact]
    public void A_date_moved_by_a_change_of_the_rules_keeps_the_promise_in_sight() => Lines(Handling with { Due = At(14, 9), PromisedDue = At(13, 9) }).ShouldContain(
        "Trước khi quy định được thay đổi, người nộp đã được hẹn thứ Ba 13/01/2026 09:00.",
        "Before the rules were changed, the applicant had been told Tuesday 13 January 2026 09:00.");

    [Fact]
    public void A_breach_before_an_extension_is_told() => Lines(Handling with { Breach = At(12, 9), Late = true, OverdueSeconds = 5400, State = "overdue" }).ShouldContain(
        "Khi gia hạn, hạn thứ Hai 12/01/2026 09:00 đã qua; lần quá hạn này vẫn được ghi nhận.\nThời gian làm việc đã dùng: 1 giờ.\nQuá hạn 1 giờ 30 phút làm việc.",
        "When it was extended the due date Monday 12 January 2026 09:00 had passed, and that breach stands.\nWorking time used: 1 hour.\nLate by 1 hour, 30 minutes of working time.");

    [Fact]
    public void A_dossier_that_was_undated_until_it_was_extended() => Lines(Handling with
    {
        OriginalDue = null, Basis = "extension", Extensions = [new ExtensionDetail(At(6, 9), At(12, 9), null, null, null, "igate")],
        Steps =
        [
            new ExplanationStep { Kind = ExplanationKind.Start, At = At(6, 9) }, new ExplanationStep { Kind = ExplanationKind.Promised, At = At(12, 9) },
            new ExplanationStep { Kind = ExplanationKind.Due, At = At(12, 9) },
        ],
    }).ShouldContain(
        "- Thứ Ba 06/01/2026 09:00, cơ quan hẹn thứ Hai 12/01/2026 09:00 (nguồn igate).\n- Vậy hạn là thứ Hai 12/01/2026 09:00.",
        "- On Tuesday 6 January 2026 09:00 the agency set a date, Monday 12 January 2026 09:00 (told by igate).\n- So it is due on Monday 12 January 2026 09:00.");

    [Fact]
    public void An_extension_that_cannot_be_counted_comes_after_the_count_before_it() => Lines(Handling with
    {
        Due = At(30, 9), Basis = "extension", Refused = new Refusal("calendar-does-not-cover", null, ""),
        Extensions = [new ExtensionDetail(At(6, 9), At(30, 9), At(12, 9), null, null, "igate")],
        Steps = [new ExplanationStep { Kind = ExplanationKind.Start, At = At(5, 9) }, new ExplanationStep { Kind = ExplanationKind.Due, At = At(12, 9) }],
    }).En.TrimEnd().ShouldEndWith(
        "- Time begins on Monday 5 January 2026 09:00.\n- So it is due on Monday 12 January 2026 09:00.\n"
        + "- On Tuesday 6 January 2026 09:00 the agency apologised and set a new date, Friday 30 January 2026 09:00, in place of Monday 12 January 2026 09:00 (told by igate).");

    [Fact]
    public void What_cannot_be_counted_says_why_and_guesses_nothing() => Lines(Handling with
    {
        State = "undated", Due = null, OriginalDue = null, Basis = null, Calendar = null, ProcedureVersion = 0, PolicyVersion = 0, UsedSeconds = null, Refused = new Refusal("no-calendar", null, ""),
    }).ShouldContain(
        "không có hạn\nKhông có lịch làm việc; thủ tục không có trong danh mục; chính sách mặc định.\nKhông tính được hạn: cơ quan chưa có lịch làm việc.",
        "undated\nNo calendar is known; the procedure is not in the catalogue; the built-in policy.\nThe due date cannot be counted: no calendar is known for the agency.");

    [Theory]
    [InlineData("acceptance", "overdue", "Thời hạn tiếp nhận hồ sơ trực tuyến: đã quá hạn tiếp nhận", "Time limit for accepting the online dossier: overdue, not accepted yet")]
    [InlineData("petition", "running", "Phản ánh, kiến nghị PA-1: đang chạy, còn trong hạn", "Petition PA-1: running, in time")]
    [InlineData("step", "paused", "Bước “PA-1” tại Sở Xây dựng: đang tạm dừng", "Step “PA-1” at Department of Construction: paused")]
    [InlineData("handling", "dueSoon", "Thời hạn giải quyết: sắp đến hạn", "Time limit for handling: due soon")]
    [InlineData("commitment", "ended", "Thời hạn cam kết của cơ quan: đã kết thúc, đúng hạn", "The agency's own commitment: ended in time")]
    public void Each_clock_has_a_name_and_a_state(string kind, string state, string vi, string en) =>
        Lines(Handling with { Kind = kind, State = state, Subject = "PA-1" }).ShouldContain("1. " + vi, "1. " + en);

    [Fact]
    public void Who_had_the_time_is_told_line_by_line_and_what_was_under_way_once()
    {
        static AttributionLine Line(string kind, string? pause, string? agency, string? step, string? role, decimal hours) =>
            new(kind, pause, agency, step, role, kind == "handover" ? "UBND" : null, default, default, hours * 3600, 0);
        var told = Told(Handling) with
        {
            Attribution = new Attribution(At(5, 9), At(7, 9), 57600, 60, "office@3",
                [Line("step", null, "SXD", "examine", "chuyên viên", 8), Line("citizen", "payment", null, null, null, 4), Line("handover", null, "SXD", null, null, 3), Line("closed", null, "SXD", null, null, 1)],
                []),
        };
        ExplanationProse.Write(told, Language.Vietnamese).ShouldEndWith("""
            - Sở Xây dựng, bước “examine” (chuyên viên): 8 giờ.
            - Người nộp (chờ thực hiện nghĩa vụ tài chính): 4 giờ.
            - Bàn giao từ UBND sang Sở Xây dựng: 3 giờ.
            - Đã kết thúc, chờ mở lại: 1 giờ.
            Cộng lại là 16 giờ.
            Trong đó có 1 phút mà việc đã xảy ra ở hệ thống nguồn nhưng tin chưa về đến đây.

            """);
    }

    private static (string Vi, string En) Lines(ClockExplanation clock) =>
        (ExplanationProse.Write(Told(clock), Language.Vietnamese), ExplanationProse.Write(Told(clock), Language.English));

    private static DossierExplanation Told(ClockExplanation clock) => new()
    {
        Dossier = "D-1", AsOf = At(7, 9), State = PortalState.InProcess, Clocks = [clock],
        Agencies = [new AgencyLabel("SXD", new BilingualText("Sở Xây dựng", "Department of Construction"), "province")],
    };

    private static DateTimeOffset At(int day, int hour) => new(2026, 1, day, hour, 0, 0, TimeSpan.FromHours(7));
}

internal static class BothLanguages
{
    public static void ShouldContain(this (string Vi, string En) prose, string vi, string en)
    {
        prose.Vi.ShouldContain(vi);
        prose.En.ShouldContain(en);
    }
}
