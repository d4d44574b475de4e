namespace LiveBoard.Prose;

/// <summary>What is said of a clock as a whole.</summary>
internal static class ClockPhrases
{
    public static readonly Phrase Title = new("Giải thích thời hạn của hồ sơ {0}", "The deadlines of dossier {0} explained");
    public static readonly Phrase AsOf = new("Tính đến {0}.", "As of {0}.");
    public static readonly Phrase Procedure = new("Thủ tục: {0} (mã {1}).", "Procedure: {0} (code {1}).");
    public static readonly Phrase ProcedureCode = new("Thủ tục có mã {0}.", "Procedure code: {0}.");
    public static readonly Phrase NoClock = new("Hồ sơ chưa có thời hạn nào được tính.", "No clock of this dossier has started yet.");

    public static readonly Phrase Handling = new("Thời hạn giải quyết", "Time limit for handling");
    public static readonly Phrase Commitment = new("Thời hạn cam kết của cơ quan", "The agency's own commitment");
    public static readonly Phrase Acceptance = new("Thời hạn tiếp nhận hồ sơ trực tuyến", "Time limit for accepting the online dossier");
    public static readonly Phrase Step = new("Bước “{0}” tại {1}", "Step “{0}” at {1}");
    public static readonly Phrase Petition = new("Phản ánh, kiến nghị {0}", "Petition {0}");

    public static readonly Phrase Running = new("đang chạy, còn trong hạn", "running, in time");
    public static readonly Phrase DueSoon = new("sắp đến hạn", "due soon");
    public static readonly Phrase Overdue = new("đã quá hạn", "overdue");
    public static readonly Phrase OverdueAcceptance = new("đã quá hạn tiếp nhận", "overdue, not accepted yet");
    public static readonly Phrase Paused = new("đang tạm dừng", "paused");
    public static readonly Phrase EndedInTime = new("đã kết thúc, đúng hạn", "ended in time");
    public static readonly Phrase EndedLate = new("đã kết thúc, quá hạn", "ended late");
    public static readonly Phrase Ended = new("đã kết thúc, không có hạn", "ended, undated");
    public static readonly Phrase Undated = new("không có hạn", "undated");

    public static readonly Phrase Due = new("Hạn là {0}, {1}.", "It is due on {0}, {1}.");
    public static readonly Phrase BySource = new("do hệ thống nguồn ấn định", "as the source system set it");
    public static readonly Phrase ByProcedure = new("theo thời hạn của thủ tục", "by the time that the procedure allows");
    public static readonly Phrase ByPolicy = new("theo chính sách chung", "by the general policy");
    public static readonly Phrase ByExtension = new("theo văn bản xin lỗi và gia hạn", "by the apology that set a new date");
    public static readonly Phrase Original = new("Hạn ban đầu là {0}.", "The first due date was {0}.");
    public static readonly Phrase Promised = new(
        "Trước khi quy định được thay đổi, người nộp đã được hẹn {0}.", "Before the rules were changed, the applicant had been told {0}.");
    public static readonly Phrase Breach = new(
        "Khi gia hạn, hạn {0} đã qua; lần quá hạn này vẫn được ghi nhận.", "When it was extended the due date {0} had passed, and that breach stands.");

    public static readonly Phrase Calendar = new("Tính theo lịch làm việc {0}, phiên bản {1}; {2}; {3}.", "Counted on calendar {0}, version {1}; {2}; {3}.");
    public static readonly Phrase NoCalendar = new("Không có lịch làm việc; {0}; {1}.", "No calendar is known; {0}; {1}.");
    public static readonly Phrase ProcedureVersion = new("thủ tục phiên bản {0}", "procedure version {0}");
    public static readonly Phrase UnknownProcedure = new("thủ tục không có trong danh mục", "the procedure is not in the catalogue");
    public static readonly Phrase PolicyVersion = new("chính sách phiên bản {0}", "policy version {0}");
    public static readonly Phrase DefaultPolicy = new("chính sách mặc định", "the built-in policy");

    public static readonly Phrase Used = new("Thời gian làm việc đã dùng: {0}.", "Working time used: {0}.");
    public static readonly Phrase Closed = new("Kết thúc lúc {0}.", "It ended on {0}.");
    public static readonly Phrase LateBy = new("Quá hạn {0} làm việc.", "Late by {0} of working time.");

    public static readonly Phrase Extension = new(
        "{0}, cơ quan xin lỗi và hẹn lại {1}, thay cho {2}{3}.", "On {0} the agency apologised and set a new date, {1}, in place of {2}{3}.");
    public static readonly Phrase FirstDate = new("{0}, cơ quan hẹn {1}{2}.", "On {0} the agency set a date, {1}{2}.");
    public static readonly Phrase Reason = new("lý do: {0}", "reason: {0}");
    public static readonly Phrase Ground = new("căn cứ: {0}", "ground: {0}");
    public static readonly Phrase Document = new("văn bản {0}", "document {0}");
    public static readonly Phrase Source = new("nguồn {0}", "told by {0}");

    public static readonly Phrase Refused = new("Không tính được hạn: {0}.", "The due date cannot be counted: {0}.");
    public static readonly Phrase NotCovered = new("lịch làm việc không có dữ liệu cho những ngày cần tính", "the calendar does not cover the dates");
    public static readonly Phrase NoneKnown = new("cơ quan chưa có lịch làm việc", "no calendar is known for the agency");

    public static readonly Phrase Hours = new("{0} giờ làm việc", "{0} working hours");
    public static readonly Phrase OneHour = new("{0} giờ làm việc", "{0} working hour");
    public static readonly Phrase WorkingDays = new("{0} ngày làm việc", "{0} working days");
    public static readonly Phrase OneWorkingDay = new("{0} ngày làm việc", "{0} working day");
    public static readonly Phrase Days = new("{0} ngày", "{0} calendar days");
    public static readonly Phrase OneDay = new("{0} ngày", "{0} calendar day");
    public static readonly Phrase Months = new("{0} tháng", "{0} months");
    public static readonly Phrase OneMonth = new("{0} tháng", "{0} month");
    public static readonly Phrase Seconds = new("{0} giây làm việc", "{0} working seconds");
}
