using FsCheck;
using FsCheck.Fluent;
using Grains.Agencies;
using Grains.Interfaces.Agencies;
using Grains.Interfaces.Dossiers;
using Grains.Tests.Dossiers;
using Grains.Tests.Time;
using Shouldly;
using Xunit;

namespace Grains.Tests.Agencies;

/// <summary>A tree of three agencies in a row, A above B above C, whose reports get lost, repeated and overtaken on their way up.</summary>
public sealed class BranchLaws
{
    private static readonly Arbitrary<(Days Days, int[] Deliveries)> Arbitrary = (
        from days in Days.Arbitrary.Generator
        from deliveries in Gen.ArrayOf(Gen.Choose(0, 99), 60)
        select (days, deliveries)).ToArbitrary();

    [Fact]
    public void The_top_counts_every_dossier_once_in_each_role_whatever_happened_to_the_reports() => Law.Holds(Arbitrary, drawn =>
    {
        Agency[] tree = [.. Days.Agencies.Select(code => new Agency(code))];
        var sent = new List<BranchReport>();
        var deliveries = new Queue<int>(drawn.Deliveries);
        foreach (var happening in drawn.Days.Happenings)
        {
            if (happening is Happening.Told(var dossier, var version))
                Array.ForEach(tree, agency => agency.Watched.Tell(drawn.Days.Versions[dossier][version]));
            else if (happening is Happening.Passed(var time))
                Array.ForEach(tree, agency => agency.Watched.Pass(time));
            sent.AddRange(tree.Skip(1).Select(agency => agency.Report()));
            if (deliveries.TryDequeue(out var any))
                Deliver(tree, sent[any % sent.Count]);
        }

        // Whatever was lost, each agency tells again from below, as it does at every beat; and something old comes late once more.
        Deliver(tree, tree[2].Report());
        Deliver(tree, tree[1].Report());
        sent.ForEach(report => Deliver(tree, report));

        var top = tree[0].Report();
        var all = tree[0].Watched.Newest;
        top.Competent.Tally.ShouldLookLike(Recount.Tally(all, tree[0].Watched.Now));
        top.Reception.Tally.ShouldLookLike(Recount.Tally(all, tree[0].Watched.Now));
        top.Competent.Upcoming.ShouldBe(Recount.Upcoming(all, tree[0].Watched.Now));
        top.Competent.OpenAlerts.ShouldBe(all.Sum(line => line.OpenAlerts.Length));
    });

    [Fact]
    public void A_branch_is_whole_when_every_child_has_told_and_was_heard_when_its_most_silent_part_was()
    {
        var branch = new Branch();
        branch.Heard(["X", "Y"]).ShouldBeNull();
        branch.IsWhole([]).ShouldBeTrue();
        var first = Report("e", 1, minute: 1, open: 7);
        branch.Apply(first);
        branch.IsWhole([first.Agency]).ShouldBeTrue();
        branch.IsWhole([first.Agency, "Y"]).ShouldBeFalse();
        branch.Apply(first with { Agency = "Y", AsOf = first.AsOf.AddMinutes(1) });
        branch.IsWhole([first.Agency, "Y"]).ShouldBeTrue();
        branch.Heard([first.Agency, "Y"]).ShouldBe(first.AsOf);
        branch.Heard(["Y"]).ShouldBe(first.AsOf.AddMinutes(1), "an agency that has been moved elsewhere keeps no board old");
        branch.Apply(first with { Agency = "Y", AsOf = first.AsOf.AddMinutes(2), Heard = first.AsOf.AddMinutes(-1) });
        branch.Heard([first.Agency, "Y"]).ShouldBe(first.AsOf.AddMinutes(-1), "below Y somebody is silent, for whom Y still vouches");
    }

    [Fact]
    public void A_new_activation_s_report_replaces_the_old_one_s()
    {
        var branch = new Branch();
        branch.Apply(Report("before", 900, minute: 1, open: 7)).ShouldBeTrue();
        branch.Apply(Report("after", 1, minute: 2, open: 3)).ShouldBeTrue();
        branch.Apply(Report("before", 901, minute: 1, open: 8)).ShouldBeFalse();
        branch.Competent.Single().Tally.Open.ShouldBe(3);
    }

    [Fact]
    public void A_beat_renews_the_age_and_is_no_news()
    {
        var branch = new Branch();
        branch.Apply(Report("e", 5, minute: 1, open: 7));
        branch.Apply(Report("e", 5, minute: 2, open: 7)).ShouldBeFalse();
        branch.Of("B")!.AsOf.Minute.ShouldBe(2);
        branch.Apply(Report("e", 5, minute: 1, open: 7)).ShouldBeFalse();
        branch.Of("B")!.AsOf.Minute.ShouldBe(2);
    }

    [Fact]
    public void An_agency_that_is_no_child_any_more_is_dropped()
    {
        var branch = new Branch();
        branch.Apply(Report("e", 1, minute: 1, open: 7));
        branch.Keep(["C"]);
        branch.Competent.ShouldBeEmpty();
    }

    [Fact]
    public void A_list_of_turns_that_was_cut_ends_the_sum_where_it_ends()
    {
        var cut = Role([.. Enumerable.Range(1, BoardFrame.MaxUpcoming).Select(second => new Turn(Days.Start.AddSeconds(second), 0, 1))]);
        var far = Role([new Turn(Days.Start.AddSeconds(2), 1, 0), new Turn(Days.Start.AddHours(1), 0, 1)]);
        var sum = RoleReports.Sum([cut, far]).Upcoming;
        sum.Length.ShouldBe(BoardFrame.MaxUpcoming);
        sum[1].ShouldBe(new Turn(Days.Start.AddSeconds(2), 1, 1));
        sum[^1].At.ShouldBe(Days.Start.AddSeconds(BoardFrame.MaxUpcoming), "what the cut branch has an hour later is not known");
    }

    private static RoleReport Role(Turn[] upcoming) => RoleReport.Zero with { Upcoming = [.. upcoming] };

    private static BranchReport Report(string epoch, long sequence, int minute, int open) => new()
    {
        Agency = "B",
        Epoch = epoch,
        Sequence = sequence,
        AsOf = Days.Start.AddMinutes(minute),
        Competent = RoleReport.Zero with { Tally = Tally.Zero with { Open = open } },
        Reception = RoleReport.Zero,
    };

    private static void Deliver(Agency[] tree, BranchReport report) => tree[Days.Agencies.IndexOf(report.Agency) - 1].Branch.Apply(report);

    private sealed class Agency(string code)
    {
        private long _sequence;

        public WatchedIndex Watched { get; } = new(code, Days.Start);

        public Branch Branch { get; } = new();

        public BranchReport Report() => new()
        {
            Agency = code,
            Epoch = "epoch",
            Sequence = ++_sequence,
            AsOf = Watched.Now,
            Competent = RoleReports.Sum([Watched.Index.Competent.Report(), .. Branch.Competent]),
            Reception = RoleReports.Sum([Watched.Index.Reception.Report(), .. Branch.Reception]),
        };
    }
}
