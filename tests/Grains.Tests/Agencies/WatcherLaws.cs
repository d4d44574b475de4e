using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Grains.Agencies;
using Grains.Interfaces.Agencies;
using Grains.Interfaces.Catalogue;
using Grains.Tests.Catalogue;
using Grains.Tests.Time;
using Shouldly;
using Xunit;

namespace Grains.Tests.Agencies;

/// <summary>Processes that show a board and answer when they please, fail, or never answer at all.</summary>
public sealed class WatcherLaws
{
    private const int Boards = 3;
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private static readonly Arbitrary<(Step Step, int Who)[]> Arbitrary = (
        from step in Gen.Frequency((4, Gen.Constant(Step.News)), (1, Gen.Constant(Step.Beat)), (4, Gen.Constant(Step.Answer)), (1, Gen.Constant(Step.Fail)), (6, Gen.Constant(Step.Turn)))
        from who in Gen.Choose(0, Boards - 1)
        select (step, who)).ArrayOf().ToArbitrary();

    private enum Step
    {
        News,
        Beat,
        Answer,
        Fail,

        /// <summary>One piece of code that waits for its turn.</summary>
        Turn,
    }

    [Fact]
    public void Each_is_called_once_at_a_time_and_hears_the_newest_last_whatever_it_or_another_did() => Law.Holds(Arbitrary, steps =>
    {
        var play = new Play();
        foreach (var (step, who) in steps)
        {
            play.Do(step, who);
            play.Boards.ShouldAllBe(board => board.AtOnce <= 1);
        }

        // All are well again: after one beat they know everything.
        play.Settle();
        play.Do(Step.Beat, who: 0);
        play.Settle();
        foreach (var board in play.Boards)
        {
            board.Heard.ShouldBeInOrder(SortDirection.Ascending);
            board.Heard[^1].ShouldBe(play.Sequence);
            (board.Shown == play.Sequence || play.Sequence == 0).ShouldBeTrue("a beat means nothing to whoever lacks its board");
        }
    });

    [Fact]
    public void Nobody_waits_for_another() => Law.Holds(Arbitrary, steps =>
    {
        var play = new Play();
        foreach (var (step, who) in steps.Where(each => each.Step is Step.News or Step.Beat || each.Who > 0))
        {
            play.Do(step, who);
            play.Do(Step.Answer, who: 0);
            play.RunTurns();
            if (step is Step.News or Step.Beat)
                play.Boards[0].Heard[^1].ShouldBe(play.Sequence);
        }
    });

    [Fact]
    public void A_board_that_was_slow_tells_since_when_the_oldest_change_was_kept_from_it() => Law.Holds(Arbitrary, steps =>
    {
        var play = new Play();
        foreach (var (step, who) in steps.Where(each => each.Step is not Step.Fail))
            play.Do(step, who);
        play.Settle();
        foreach (var board in play.Boards)
        {
            long known = 0;
            foreach (var frame in board.Frames)
            {
                if (frame.Sequence > known)
                    frame.NewsSince.ShouldBe(Start.AddSeconds(known + 1));
                known = frame.Sequence;
            }
        }
    });

    [Fact]
    public void Who_never_answers_and_does_not_renew_is_gone_when_the_subscription_ends()
    {
        var watchers = new Watchers(TimeSpan.FromMinutes(1), _ => { });
        watchers.Add(new SlowBoard(), Start);
        watchers.AreAny(Start.AddMinutes(1)).ShouldBeTrue();
        watchers.AreAny(Start.AddMinutes(1).AddTicks(1)).ShouldBeFalse();
    }

    [Fact]
    public void A_failure_is_tried_again_with_beats_only_and_told_once_when_it_lasts()
    {
        var play = new Play();
        play.Do(Step.News, 0);
        play.Do(Step.Fail, 0);
        play.RunTurns();
        play.Do(Step.News, 0);
        play.Boards[0].Frames.Count.ShouldBe(1);
        play.Boards[0].Frames[0].Sequence.ShouldBe(1);
        for (var beat = 2; beat <= 5; beat++)
        {
            play.Failures.ShouldBe(beat > 3 ? 1 : 0);
            play.Do(Step.Beat, 0);
            play.Do(Step.Fail, 0);
            play.RunTurns();
        }

        play.Boards[0].Frames.Select(frame => frame.Sequence).ShouldBe([1, 2, 2, 2, 2], "who has missed something gets the board with the beat");
        play.Failures.ShouldBe(1);
    }

    [Fact]
    public void An_agency_that_leaves_has_everybody_ask_again_whoever_hangs_or_fails()
    {
        var play = new Play();
        play.Do(Step.News, 0);
        play.Watchers.Leave();
        play.Boards[0].Fail();
        play.Boards.ShouldAllBe(board => board.IsLeft);
    }

    private sealed class Play
    {
        private readonly Turns _turns = new();

        public Play()
        {
            Watchers = new Watchers(TimeSpan.FromMinutes(1), _ => Failures++);
            foreach (var board in Boards)
                Watchers.Add(board, Start);
        }

        public Watchers Watchers { get; }

        public ImmutableArray<SlowBoard> Boards { get; } = [.. Enumerable.Range(0, WatcherLaws.Boards).Select(_ => new SlowBoard())];

        public long Sequence { get; private set; }

        public int Failures { get; private set; }

        // Answers come from elsewhere: what they set free waits for its turn.
        public void Do(Step step, int who)
        {
            switch (step)
            {
                case Step.News:
                    Sequence++;
                    _turns.Take(() => Watchers.Tell(Board(Start.AddSeconds(Sequence)), isBeat: false));
                    break;
                case Step.Beat:
                    _turns.Take(() => Watchers.Tell(Board(since: null), isBeat: true));
                    break;
                case Step.Answer:
                    Boards[who].Answer();
                    break;
                case Step.Fail:
                    Boards[who].Fail();
                    break;
                case Step.Turn:
                    _turns.Take(_turns.RunOne);
                    break;
            }
        }

        public void RunTurns() => _turns.Take(_turns.RunAll);

        public void Settle()
        {
            RunTurns();
            while (Boards.Any(board => board.AtOnce > 0))
            {
                for (var who = 0; who < Boards.Length; who++)
                    Do(Step.Answer, who);
                RunTurns();
            }
        }

        private BoardFrame Board(DateTimeOffset? since) => new()
        {
            Agency = new AgencyLabel("A", new BilingualText("A", "A"), "province"),
            Epoch = "e",
            Sequence = Sequence,
            AsOf = Start.AddSeconds(Sequence),
            Clock = "real",
            Figures = Tallies.ToFigures(Tally.Zero, Policy, "2026-03"),
            NewsSince = since,
        };

        private static PolicyDocument Policy => Office.Reference.Policy;
    }
}
