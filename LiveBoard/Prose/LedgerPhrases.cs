namespace LiveBoard.Prose;

/// <summary>What is said of who had the time.</summary>
internal static class LedgerPhrases
{
    public static readonly Phrase Title = new("Thời gian làm việc thuộc về ai", "Who had the working time");
    public static readonly Phrase Whole = new("Từ {0} đến {1} có {2} làm việc:", "The working time from {0} to {1} is {2}:");
    public static readonly Phrase Line = new("{0}: {1}.", "{0}: {1}.");
    public static readonly Phrase Sum = new("Cộng lại là {0}.", "Together that is {0}.");
    public static readonly Phrase Sync = new(
        "Trong đó có {0} mà việc đã xảy ra ở hệ thống nguồn nhưng tin chưa về đến đây.", "In {0} of it something had happened at the source and was not known here yet.");
    public static readonly Phrase Citizen = new("Người nộp ({0})", "The applicant ({0})");
    public static readonly Phrase Agency = new("{0}", "{0}");
    public static readonly Phrase Step = new("{0}, bước “{1}”", "{0}, step “{1}”");
    public static readonly Phrase StepAs = new("{0}, bước “{1}” ({2})", "{0}, step “{1}” ({2})");
    public static readonly Phrase HandOver = new("Bàn giao từ {0} sang {1}", "Handed over from {0} to {1}");
    public static readonly Phrase Closed = new("Đã kết thúc, chờ mở lại", "Ended, until it was reopened");
}
