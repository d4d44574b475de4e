namespace LiveBoard.Prose;

/// <summary>What is said of the steps of a count.</summary>
internal static class StepPhrases
{
    public static readonly Phrase Start = new("Thời gian bắt đầu từ {0}.", "Time begins on {0}.");
    public static readonly Phrase Allowance = new("Thời gian được phép là {0}.", "The time allowed is {0}.");
    public static readonly Phrase Promised = new("Ngày hẹn đã được ấn định là {0}, không cần đếm ngày.", "The date given is {0}; nothing has to be counted.");
    public static readonly Phrase Outside = new("{0} là {1}, nên thời gian tính từ {2}.", "{0} is {1}, so time is counted from {2}.");
    public static readonly Phrase Kept = new("{0} là {1}, nhưng ngày ấy vẫn là mốc để đếm.", "{0} is {1}, but days are counted from that date all the same.");
    public static readonly Phrase Hours = new("{0}: tính {1}, được {2}.", "{0}: counted {1}, which is {2}.");
    public static readonly Phrase Interval = new("từ {0} đến {1}", "{0} to {1}");
    public static readonly Phrase Day = new("Ngày làm việc thứ {0} là {1}.", "Working day {0} is {1}.");
    public static readonly Phrase DayRun = new("Ngày làm việc thứ {0} đến thứ {1} là {2}.", "Working days {0} to {1} are {2}.");
    public static readonly Phrase WeekendDay = new("Không tính {0}: ngày nghỉ hằng tuần.", "Not counted: {0}, a weekly day off.");
    public static readonly Phrase Weekend = new("Không tính {0}: ngày nghỉ hằng tuần.", "Not counted: {0}, weekly days off.");
    public static readonly Phrase Holiday = new("Không tính {0}: {1}{2}.", "Not counted: {0}, {1}{2}.");
    public static readonly Phrase YearlyHoliday = new("ngày nghỉ hằng năm", "a day off every year");
    public static readonly Phrase SkippedHours = new("đồng hồ nơi ấy bỏ qua giờ mở cửa", "the clocks there skip the opening hours");
    public static readonly Phrase Provisional = new(" (lịch nghỉ dự kiến)", " (a provisional day off)");
    public static readonly Phrase MakeUp = new("{0} là ngày làm bù, theo giờ của {1}.", "{0} is a make-up working day, with the hours of {1}.");
    public static readonly Phrase Clipped = new("{0} là {1}, nên lấy {2}.", "{0} is {1}, so {2} is taken.");
    public static readonly Phrase ByCutOff = new("Nhận không muộn hơn {0}, nên trả kết quả khi hết giờ làm việc {1}.", "Received by {0}, so it is due at closing on {1}.");
    public static readonly Phrase AfterCutOff = new("Nhận sau {0}, nên trả kết quả khi hết giờ làm việc {1}.", "Received after {0}, so it is due at closing on {1}.");
    public static readonly Phrase OutsideCutOff = new("{0} là {1}, nên trả kết quả khi hết giờ làm việc {2}.", "{0} is {1}, so it is due at closing on {2}.");
    public static readonly Phrase CalendarDate = new("{0} kể từ {1} là {2}.", "Counting {0} from {1} leads to {2}.");
    public static readonly Phrase RolledForward = new("{0} là {1}, nên hạn chuyển sang ngày làm việc kế tiếp.", "{0} is {1}, so the due date moves to the next working day.");
    public static readonly Phrase RolledBack = new("{0} là {1}, nên hạn lấy ngày làm việc liền trước.", "{0} is {1}, so the due date moves back to the working day before.");
    public static readonly Phrase KeptDue = new("{0} là {1}, nhưng hạn vẫn giữ nguyên.", "{0} is {1}, but the due date stays.");
    public static readonly Phrase Total = new("Cộng lại là {0}.", "Together that is {0}.");
    public static readonly Phrase AtClosing = new("Thời gian hết đúng lúc đóng cửa, nên hạn là {0}.", "Time runs out exactly at closing, so it is due on {0}.");
    public static readonly Phrase AtOpening = new("Thời gian hết đúng lúc đóng cửa {0}, nên hạn là lúc mở cửa {1}.", "Time runs out exactly at closing on {0}, so it is due at the next opening, {1}.");
    public static readonly Phrase EndOfDay = new("Hạn đặt vào lúc hết giờ làm việc, {0}.", "The due date is set to closing, {0}.");
    public static readonly Phrase Pause = new("Tạm dừng từ {0} đến {1}{2}: {3} làm việc không tính vào thời hạn.", "Paused from {0} to {1}{2}: {3} of working time that does not count.");
    public static readonly Phrase PauseOutside = new("Tạm dừng từ {0} đến {1}{2}: không có giờ làm việc nào, nên hạn không đổi.", "Paused from {0} to {1}{2}: no working time, so nothing moves.");
    public static readonly Phrase PauseOverdue = new(
        "Tạm dừng từ {0} đến {1}{2}: khi ấy đã quá hạn {3}, nên hạn không đổi.", "Paused from {0} to {1}{2}: it was already past its due date, {3}, so nothing moves.");
    public static readonly Phrase OpenPause = new("Đang tạm dừng từ {0}{1}: hạn chưa đổi cho đến khi hết tạm dừng.", "Paused since {0}{1}: the due date moves when the pause ends.");
    public static readonly Phrase OpenPauseOverdue = new(
        "Đang tạm dừng từ {0}{1}: khi ấy đã quá hạn {2}, nên hạn không đổi.", "Paused since {0}{1}: it was already past its due date, {2}, so nothing moves.");
    public static readonly Phrase Supplement = new("chờ bổ sung hồ sơ", "waiting for a supplement");
    public static readonly Phrase Payment = new("chờ thực hiện nghĩa vụ tài chính", "waiting for a payment");
    public static readonly Phrase Moved = new("Hạn chuyển từ {0} sang {1}.", "The due date moves from {0} to {1}.");
    public static readonly Phrase Restart = new("Hết tạm dừng lúc {0}, toàn bộ thời hạn được tính lại từ đầu.", "The pause ended on {0}, and the whole time allowed begins again.");
    public static readonly Phrase RoundedUp = new("Làm tròn lên {0} phút: từ {1} thành {2}.", "Rounded up to {0} minutes: from {1} to {2}.");
    public static readonly Phrase RoundedToSecond = new("Làm tròn lên giây: thành {0}.", "Rounded up to the second: {0}.");
    public static readonly Phrase LeftOut = new("Còn {0} dòng không in ra{1}.", "Lines that are not printed: {0}{1}.");
    public static readonly Phrase WorthOf = new(", gồm {0} làm việc", ", {0} of working time");
    public static readonly Phrase Due = new("Vậy hạn là {0}.", "So it is due on {0}.");
    public static readonly Phrase Elapsed = new("Đến {0} là {1} làm việc.", "Until {0} that is {1} of working time.");

    public static readonly Phrase BeforeHours = new("trước giờ mở cửa", "before opening hours");
    public static readonly Phrase BetweenHours = new("giữa hai buổi làm việc", "between opening hours");
    public static readonly Phrase AfterHours = new("sau giờ đóng cửa", "after closing");
    public static readonly Phrase WeeklyDayOff = new("ngày nghỉ hằng tuần", "a weekly day off");
    public static readonly Phrase DayOff = new("ngày nghỉ ({0})", "a day off ({0})");
    public static readonly Phrase ReceptionHours = new("giờ chỉ tiếp nhận, thời hạn chưa chạy", "in hours of reception, when deadlines do not run");
    public static readonly Phrase OutsideHours = new("ngoài giờ làm việc", "outside opening hours");
}
