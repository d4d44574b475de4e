using Grains.Interfaces.Catalogue;
using Grains.Interfaces.Deadlines;
using Grains.Interfaces.Dossiers;
using LiveBoard.Prose;
using NodaTime;
using Shouldly;
using Xunit;

namespace LiveBoard.Tests.Prose;

/// <summary>Each kind of step as a sentence, in both languages. Friday 02/01/2026 is a day off.</summary>
public sealed class StepProseTests
{
    private static readonly DateTimeZone Zone = DateTimeZoneProviders.Tzdb["Asia/Ho_Chi_Minh"];

    [Fact]
    public void Every_kind_of_step_has_words()
    {
        foreach (var kind in Enum.GetValues<ExplanationKind>().Where(kind => kind != ExplanationKind.Unknown))
            Say(Language.Vietnamese, new ExplanationStep { Kind = kind }).ShouldHaveSingleItem($"of {kind}");
    }

    [Fact]
    public void A_start_outside_hours_says_why()
    {
        Both(Step(ExplanationKind.OutsideHours, ExplanationReason.Holiday) with { From = At(2, 8, 30), At = At(5, 7, 30), Name = "Nghỉ hoán đổi" }).ShouldBe((
            "Thứ Sáu 02/01/2026 08:30 là ngày nghỉ (Nghỉ hoán đổi), nên thời gian tính từ thứ Hai 05/01/2026 07:30.",
            "Friday 2 January 2026 08:30 is a day off (Nghỉ hoán đổi), so time is counted from Monday 5 January 2026 07:30."));
    }

    [Theory]
    [InlineData(ExplanationReason.ByCutOff, "Nhận không muộn hơn 15:00, nên trả kết quả khi hết giờ làm việc thứ Hai 05/01/2026.", "Received by 15:00, so it is due at closing on Monday 5 January 2026.")]
    [InlineData(ExplanationReason.AfterCutOff, "Nhận sau 15:00, nên trả kết quả khi hết giờ làm việc thứ Hai 05/01/2026.", "Received after 15:00, so it is due at closing on Monday 5 January 2026.")]
    [InlineData(ExplanationReason.WeeklyDayOff, "Chủ nhật 04/01/2026 09:00 là ngày nghỉ hằng tuần, nên trả kết quả khi hết giờ làm việc thứ Hai 05/01/2026.", "Sunday 4 January 2026 09:00 is a weekly day off, so it is due at closing on Monday 5 January 2026.")]
    public void A_same_day_procedure_says_which_side_of_the_cut_off(ExplanationReason reason, string vi, string en) =>
        Both(Step(ExplanationKind.CutOff, reason) with { At = At(4, 9, 0), Clock = new TimeOnly(15, 0), Date = Day(5) }).ShouldBe((vi, en));

    [Theory]
    [InlineData(ExplanationReason.RolledForward, "Thứ Năm 01/01/2026 là ngày nghỉ (Tết Dương lịch), nên hạn chuyển sang ngày làm việc kế tiếp.")]
    [InlineData(ExplanationReason.RolledBack, "Thứ Năm 01/01/2026 là ngày nghỉ (Tết Dương lịch), nên hạn lấy ngày làm việc liền trước.")]
    [InlineData(ExplanationReason.Kept, "Thứ Năm 01/01/2026 là ngày nghỉ (Tết Dương lịch), nhưng hạn vẫn giữ nguyên.")]
    public void A_date_on_a_closed_day_says_where_it_goes(ExplanationReason reason, string vi) =>
        Both(Step(ExplanationKind.DueOnClosedDay, reason) with { Date = Day(1), Name = "Tết Dương lịch" }).Vi.ShouldBe(vi);

    [Fact]
    public void Days_hours_and_weekends_that_belong_together_are_one_sentence()
    {
        Say(Language.Vietnamese,
            Step(ExplanationKind.ClosedDay, ExplanationReason.WeeklyDayOff) with { Date = Day(3), Name = "sat" }, Step(ExplanationKind.ClosedDay, ExplanationReason.WeeklyDayOff) with { Date = Day(4), Name = "sun" },
            Step(ExplanationKind.OpenDay) with { Date = Day(5), Days = 1 }, Step(ExplanationKind.OpenDay) with { Date = Day(6), Days = 2 },
            Step(ExplanationKind.OpenInterval) with { Date = Day(7), From = At(7, 7, 30), To = At(7, 11, 30), Seconds = 14400 },
            Step(ExplanationKind.OpenInterval) with { Date = Day(7), From = At(7, 13, 30), To = At(7, 14, 0), Seconds = 1800 },
            Step(ExplanationKind.ClosedDay, ExplanationReason.YearlyHoliday) with { Date = Day(8), Name = "01-08", Status = "provisional" }).ShouldBe([
                "Không tính thứ Bảy 03/01/2026 và Chủ nhật 04/01/2026: ngày nghỉ hằng tuần.",
                "Ngày làm việc thứ 1 đến thứ 2 là thứ Hai 05/01/2026 và thứ Ba 06/01/2026.",
                "Thứ Tư 07/01/2026: tính từ 07:30 đến 11:30 và từ 13:30 đến 14:00, được 4 giờ 30 phút.",
                "Không tính thứ Năm 08/01/2026: ngày nghỉ hằng năm (lịch nghỉ dự kiến)."]);
    }

    [Fact]
    public void A_pause_tells_what_each_request_in_it_was_for()
    {
        var step = Step(ExplanationKind.Pause) with { From = At(5, 8, 0), To = At(6, 8, 0), Seconds = 28800 };
        PauseExplanation[] pauses =
        [
            new("supplement", At(5, 8, 0), At(5, 17, 0), "Thiếu bản vẽ", "igate", "15/YCBS", null, null, null),
            new("payment", At(5, 16, 0), At(6, 8, 0), null, "thue", null, null, null, null),
        ];
        new StepProse(Language.English, Zone, pauses).Sentences([step]).ShouldBe([
            "Paused from Monday 5 January 2026 08:00 to Tuesday 6 January 2026 08:00 (waiting for a supplement, ground: Thiếu bản vẽ, document 15/YCBS, told by igate; "
            + "waiting for a payment, told by thue): 8 hours of working time that does not count."]);
    }

    [Fact]
    public void A_pause_that_lasts_promises_no_new_date_once_the_due_has_passed() =>
        Both(Step(ExplanationKind.LatePause) with { From = At(6, 8, 0), At = At(5, 17, 0) }).ShouldBe((
            "Đang tạm dừng từ thứ Ba 06/01/2026 08:00: khi ấy đã quá hạn thứ Hai 05/01/2026 17:00, nên hạn không đổi.",
            "Paused since Tuesday 6 January 2026 08:00: it was already past its due date, Monday 5 January 2026 17:00, so nothing moves."));

    [Fact]
    public void One_weekly_day_off_is_one() =>
        Both(Step(ExplanationKind.ClosedDay, ExplanationReason.WeeklyDayOff) with { Date = Day(4), Name = "sun" }).En
            .ShouldBe("Not counted: Sunday 4 January 2026, a weekly day off.");

    [Theory]
    [InlineData(0, "0 giây", "0 seconds")]
    [InlineData(1, "1 giây", "1 second")]
    [InlineData(5430, "1 giờ 30 phút 30 giây", "1 hour, 30 minutes, 30 seconds")]
    [InlineData(331200, "92 giờ", "92 hours")]
    public void Working_time_is_said_in_hours_never_in_days(int seconds, string vi, string en) =>
        (Language.Vietnamese.Duration(seconds), Language.English.Duration(seconds)).ShouldBe((vi, en));

    [Theory]
    [InlineData(AllowanceUnit.WorkingDays, "1", "1 ngày làm việc", "1 working day")]
    [InlineData(AllowanceUnit.WorkingDays, "2.5", "2,5 ngày làm việc", "2.5 working days")]
    [InlineData(AllowanceUnit.CalendarDays, "30", "30 ngày", "30 calendar days")]
    [InlineData(AllowanceUnit.Months, "1", "1 tháng", "1 month")]
    [InlineData(AllowanceUnit.Hours, "8", "8 giờ làm việc", "8 working hours")]
    public void Time_allowed_is_said_in_its_unit(AllowanceUnit unit, string value, string vi, string en)
    {
        var allowed = decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture);
        (Language.Vietnamese.Allowance(unit, allowed), Language.English.Allowance(unit, allowed)).ShouldBe((vi, en));
    }

    private static ExplanationStep Step(ExplanationKind kind, ExplanationReason? reason = null) => new() { Kind = kind, Reason = reason };

    private static (string Vi, string En) Both(ExplanationStep step) => (Say(Language.Vietnamese, step).Single(), Say(Language.English, step).Single());

    private static List<string> Say(Language language, params ExplanationStep[] steps) => [.. new StepProse(language, Zone, []).Sentences(steps)];

    private static DateTimeOffset At(int day, int hour, int minute) => new(2026, 1, day, hour, minute, 0, TimeSpan.FromHours(7));

    private static DateOnly Day(int day) => new(2026, 1, day);
}
