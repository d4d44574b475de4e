using System.Collections.Immutable;
using System.Globalization;
using Grains.Interfaces.Operations;

namespace LiveBoard.Operations;

/// <summary>What in a report wants a look. The bounds are those of ops/alerts, where each says why.</summary>
public static class ClusterReview
{
    /// <summary>Seconds: a display that is told later than this shows a count that another one does not.</summary>
    public const double LateBoardSeconds = 1;

    /// <summary>Seconds: the bound on closing time, which every rung must hold.</summary>
    public const double LateRungSeconds = 10;

    /// <summary>Seconds: a commit takes milliseconds; at one, ingest is told to wait.</summary>
    public const double SlowCommitSeconds = 1;

    /// <summary>Bytes: some hours of a busy province, time enough to make room.</summary>
    public const long LittleRoom = 2L << 30;

    /// <summary>Seconds: two boards would turn so far apart.</summary>
    public const double ClockSkewSeconds = 0.2;

    internal static IEnumerable<Concern> Of(ClusterReport report) =>
        report.Members is null ? [Nobody] : [.. OfMembers(report, report.Members.Value), .. OfStorage(report), .. OfTimes(report)];

    // What could be known by way of them alone, the database above all, may be well.
    private static Concern Nobody { get; } = new("no-members", "Không silo nào trả lời", "No silo answers", "silo-lost");

    private static IEnumerable<Concern> OfMembers(ClusterReport report, ImmutableArray<Member> members)
    {
        // Whoever came back at the same address counts, and not who was there before.
        foreach (var member in members.GroupBy(member => member.Address).Select(same => same.MaxBy(member => member.Since)!))
        {
            var named = $"{member.Name} ({member.Address})";
            if (member.Status == "dead")
                yield return new("silo-gone", $"{named} đã rời cụm trong mười phút qua", $"{named} has left within the last ten minutes", "silo-lost");
            else if (member.Status != "active")
                yield return new("silo-not-active", $"{named} chưa sẵn sàng: {member.Status}", $"{named} is not active: {member.Status}", "silo-lost");
            else if (member.Figures is null)
                yield return new("silo-silent", $"{named} không trả lời", $"{named} does not answer", "silo-lost");
            else if (member.SuspectedBy > 0)
                yield return new("silo-suspected", $"{named} bị {member.SuspectedBy} silo khác nghi ngờ", $"{named} is suspected by {member.SuspectedBy} others", "silo-lost");
            if (member.ClockAheadSeconds is { } ahead && Math.Abs(ahead) > ClockSkewSeconds)
            {
                yield return new(
                    "clocks-differ",
                    $"Đồng hồ của {named} {(ahead > 0 ? "nhanh" : "chậm")} hơn bảng này ít nhất {Text(Math.Abs(ahead))} s",
                    $"The clock of {named} is at least {Text(Math.Abs(ahead))} s {(ahead > 0 ? "ahead of" : "behind")} this board's",
                    "clock-skew");
            }
        }

        if (members.Select(member => member.Figures?.Version).OfType<string>().Append(report.Version).Distinct().Count() > 1)
            yield return new("versions-differ", "Các tiến trình chạy nhiều phiên bản khác nhau", "Processes run different versions: an upgrade is under way", "silo-lost");
    }

    private static IEnumerable<Concern> OfStorage(ClusterReport report)
    {
        if (report.Counts is null)
            yield return new("storage-away", "Không đọc được cơ sở dữ liệu", "The database cannot be read", "storage-away");
        if (report.NextMinute is null)
            yield return new("agencies-silent", "Bảng của cơ quan cấp trên không trả lời", "The boards of the topmost agencies do not answer", "silo-lost");
        if (report.Workload is { FreeBytes: < LittleRoom and var free })
            yield return new("disk-filling", $"Đĩa chỉ còn {Gibi(free)} GiB", $"Only {Gibi(free)} GiB are left on the disk", "storage-away");
        if (report.Workload is { LateRungs: > 0 and var late })
            yield return new("self-audit", $"{late} hồ sơ trễ chưa được cảnh báo đúng bậc", $"{late} overdue dossiers missed their rung", "closing-time");
    }

    private static IEnumerable<Concern> OfTimes(ClusterReport report)
    {
        foreach (var (member, figures) in (report.Members ?? []).Where(member => member.Figures is not null).Select(member => (member.Name, member.Figures!)))
        {
            if (Late(figures.DeadlineOnBoard, LateBoardSeconds) is { } board)
                yield return new("deadlines-late", $"{member}: hạn được tính muộn {board} s (p99)", $"{member}: deadlines are counted {board} s late (p99)", "closing-time");
            if (Late(figures.RungStored, LateRungSeconds) is { } rung)
                yield return new("rungs-late", $"{member}: cảnh báo được lưu muộn {rung} s (p99)", $"{member}: rungs are stored {rung} s late (p99)", "closing-time");
            if (figures.RecentCommitFailures is > 0 and var failed)
                yield return new("commits-fail", $"{member}: {failed} lần ghi thất bại trong năm phút qua", $"{member}: {failed} commits failed within the last five minutes", "storage-away");
            if (Late(figures.Commit, SlowCommitSeconds) is { } commit)
                yield return new("commits-slow", $"{member}: ghi mất {commit} s (p99)", $"{member}: commits take {commit} s (p99)", "storage-away");
        }

        if (Late(report.Board.Published, LateBoardSeconds) is { } lag)
            yield return new("board-lags", $"Bảng chậm {lag} s (p99)", $"Boards lag {lag} s (p99)", "closing-time");
    }

    private static string? Late(Percentiles times, double bound) => times.P99Seconds > bound ? Text(times.P99Seconds.Value) : null;

    private static string Gibi(long bytes) => Text(bytes / (double)(1L << 30));

    private static string Text(double number) => number.ToString("0.0", CultureInfo.InvariantCulture);
}
