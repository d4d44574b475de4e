using Grains.Agencies;
using Grains.Interfaces.Agencies;
using Grains.Interfaces.Dossiers;
using Grains.Tests.Dossiers;
using Grains.Tests.Time;
using Shouldly;
using Xunit;

namespace Grains.Tests.Agencies;

/// <summary>Whatever happens, the index says what a plain recount of the newest lines says.</summary>
public sealed class AgencyIndexLaws
{
    [Fact]
    public void Counts_are_those_of_a_recount() => Always(watched =>
    {
        watched.Index.Competent.Report().Tally.ShouldLookLike(Recount.Tally(watched.Competent, watched.Now));
        watched.Index.Reception.Report().Tally.ShouldLookLike(Recount.Tally(watched.Received, watched.Now));
    });

    [Fact]
    public void Coming_turns_are_those_of_a_recount() => Always(watched =>
    {
        watched.Index.Competent.Report().Upcoming.ShouldBe(Recount.Upcoming(watched.Competent, watched.Now));
        watched.Index.Reception.Report().Upcoming.ShouldBe(Recount.Upcoming(watched.Received, watched.Now));
    });

    [Fact]
    public void It_turns_no_later_than_a_recount_would_differ() => Always(watched =>
    {
        var end = new DateTimeOffset(watched.Index.Day.End, TimeSpan.Zero);
        var turn = new DateTimeOffset(watched.Index.NextTurn, TimeSpan.Zero);
        turn.ShouldBeLessThanOrEqualTo(end);
        turn.ShouldBeLessThanOrEqualTo(Recount.NextChange(watched.Competent, watched.Now, end) ?? end);
        turn.ShouldBeLessThanOrEqualTo(Recount.NextChange(watched.Received, watched.Now, end) ?? end);
        if (watched.Marks.Count > 0)
            turn.ShouldBeLessThanOrEqualTo(watched.Marks.Values.Min());
    });

    [Fact]
    public void Open_alerts_are_those_of_the_newest_lines() => Always(watched =>
    {
        var report = watched.Index.Competent.Report();
        report.OpenAlerts.ShouldBe(watched.Competent.Sum(line => line.OpenAlerts.Length));
        report.Alerts.ShouldBe(watched.Competent.SelectMany(line => line.OpenAlerts), ignoreOrder: true);
        watched.Index.Reception.Report().OpenAlerts.ShouldBe(watched.Received.Sum(line => line.OpenAlerts.Length));
    });

    [Fact]
    public void Each_rung_comes_out_once_when_its_instant_has_come() => Always(watched =>
    {
        var due = watched.Marks.Where(mark => mark.Value <= watched.Now).OrderBy(mark => mark.Value).Select(mark => mark.Key).ToList();
        watched.Index.TakeRungs(watched.Now).ShouldBe(due, ignoreOrder: true);
        due.ForEach(dossier => watched.Marks.Remove(dossier));
        watched.Index.TakeRungs(watched.Now).ShouldBeEmpty();
    });

    [Fact]
    public void A_rung_that_was_put_back_comes_out_again_unless_the_dossier_told_something_new()
    {
        var mark = Days.Start.AddHours(1);
        var index = new AgencyIndex("A", BoardDay.Of(Days.Start, NodaTime.DateTimeZone.Utc));
        index.Apply(Marked("D0", 1, mark), Days.Start);
        index.Apply(Marked("D1", 1, mark), Days.Start);
        index.TakeRungs(mark).ShouldBe(["D0", "D1"], ignoreOrder: true);

        index.Apply(Marked("D1", 2, null), mark);
        index.RetryRung("D0", mark.AddSeconds(5));
        index.RetryRung("D1", mark.AddSeconds(5));
        index.RetryRung("unknown", mark.AddSeconds(5));
        new DateTimeOffset(index.NextTurn, TimeSpan.Zero).ShouldBeLessThanOrEqualTo(mark.AddSeconds(5));
        index.TakeRungs(mark.AddSeconds(4)).ShouldBeEmpty();
        index.TakeRungs(mark.AddSeconds(5)).ShouldBe(["D0"]);
    }

    [Fact]
    public void Rungs_come_out_the_oldest_first_and_of_equals_the_most_overdue()
    {
        var (now, mark) = (Days.Start, Days.Start.AddHours(1));
        var index = new AgencyIndex("A", BoardDay.Of(now, NodaTime.DateTimeZone.Utc));
        index.Apply(Marked("undated", 1, mark), now);
        index.Apply(Due("late", now.AddDays(-1)) with { NextMark = mark }, now);
        index.Apply(Due("later", now.AddDays(-2)) with { NextMark = mark }, now);
        index.Apply(Due("soon", now.AddDays(1)) with { NextMark = mark.AddMinutes(-1) }, now);
        index.TakeRungs(mark).ShouldBe(["soon", "later", "late", "undated"]);
    }

    [Fact]
    public void A_dossier_that_becomes_the_agency_s_own_brings_its_rung()
    {
        var mark = Days.Start.AddHours(1);
        var index = new AgencyIndex("A", BoardDay.Of(Days.Start, NodaTime.DateTimeZone.Utc));
        index.Apply(Marked("D0", 1, mark) with { Agency = "B", Point = "A" }, Days.Start);
        index.Apply(Marked("D0", 2, mark) with { Agency = "A", Point = "A" }, Days.Start);
        index.TakeRungs(mark).ShouldBe(["D0"]);
    }

    [Fact]
    public void A_dossier_that_tells_for_ever_leaves_nothing_behind()
    {
        var index = new AgencyIndex("A", BoardDay.Of(Days.Start, NodaTime.DateTimeZone.Utc));
        for (var version = 1; version <= 20_000; version++)
        {
            var due = Days.Start.AddHours(1 + (version % 3));
            index.Apply(Marked("D0", version, due) with { OverdueAfter = due, Due = due, DueSoonFrom = due.AddHours(-1) }, Days.Start);
        }

        index.Waiting.ShouldBeLessThan(3_000);
        index.Competent.Report().Upcoming.Sum(turn => turn.Overdue).ShouldBe(1);
    }

    [Fact]
    public void Of_more_turns_than_are_held_the_nearest_are_always_told()
    {
        var now = Days.Start;
        var index = new AgencyIndex("A", BoardDay.Of(now, NodaTime.DateTimeZone.Utc));
        var lines = Enumerable.Range(0, 3 * UpcomingTurns.Kept).Select(i => Due($"D{i}", now.AddMinutes(10 + ((i * 7_919) % 3_001)))).ToList();
        lines.ForEach(line => index.Apply(line, now));
        for (var step = 0; lines.Count > 0; step++)
        {
            index.Advance(now);
            index.Competent.Report().Upcoming.ShouldBe(Recount.Upcoming(lines, now).Take(BoardFrame.MaxUpcoming));
            now = now.AddMinutes(90);
            foreach (var ended in lines.Where((_, i) => i % 5 == step % 5).ToList())
                index.Apply(ended with { Version = 2, Ended = now, DueSoonFrom = null, OverdueAfter = null }, now);
            lines = [.. lines.Where((_, i) => i % 5 != step % 5)];
        }
    }

    [Fact]
    public void The_oldest_due_is_right_while_thousands_come_and_go()
    {
        var now = Days.Start;
        var index = new AgencyIndex("A", BoardDay.Of(now, NodaTime.DateTimeZone.Utc));
        index.Apply(Due("last", now.AddMinutes(-1)), now);
        for (var i = 0; i < 5_000; i++)
        {
            index.Apply(Due("D0", now.AddMinutes(-2 - (i % 7))) with { Version = 1 + (2 * i) }, now);
            index.Competent.Report().Tally.OldestDue.ShouldBe(now.AddMinutes(-2 - (i % 7)));
            index.Apply(Due("D0", now) with { Version = 2 + (2 * i), Ended = now, OverdueAfter = null }, now);
            index.Competent.Report().Tally.OldestDue.ShouldBe(now.AddMinutes(-1));
        }
    }

    [Fact]
    public void Dossiers_without_any_part_in_it_are_let_go()
    {
        var index = new AgencyIndex("A", BoardDay.Of(Days.Start, NodaTime.DateTimeZone.Utc));
        index.Apply(Marked("D0", 1, null), Days.Start);
        index.Apply(Marked("D0", 2, null) with { Agency = "B", Point = "B" }, Days.Start);
        for (var day = 1; day <= 2; day++)
            index.StartDay(BoardDay.Of(Days.Start.AddDays(day), NodaTime.DateTimeZone.Utc), Days.Start.AddDays(day));
        index.Dossiers.ShouldBe(0);
    }

    private static DossierLine Due(string dossier, DateTimeOffset due) =>
        Marked(dossier, 1, null) with { Due = due, OverdueAfter = due, DueSoonFrom = due.AddMinutes(-5) };

    private static DossierLine Marked(string dossier, long version, DateTimeOffset? mark) => new()
    {
        Dossier = dossier, Version = version, State = PortalState.InProcess, Agency = "A", Point = "A", Received = Days.Start, NextMark = mark, Changed = Days.Start,
    };

    private static void Always(Action<WatchedIndex> law) => Law.Holds(Days.Arbitrary, days =>
    {
        var watched = new WatchedIndex("A", Days.Start);
        foreach (var happening in days.Happenings)
        {
            if (happening is Happening.Told(var dossier, var version))
                watched.Tell(days.Versions[dossier][version]);
            else if (happening is Happening.Passed(var time))
                watched.Pass(time);
            law(watched);
        }
    });
}
