using FsCheck;
using FsCheck.Fluent;
using Grains.Interfaces.Agencies;
using LiveBoard.Board;
using LiveBoard.Tests.Support;
using LiveBoard.Wire;
using Shouldly;
using Xunit;

namespace LiveBoard.Tests.Board;

public class BoardChangeTests
{
    private static readonly Gen<int> Count = Gen.Choose(0, 2);

    private static readonly Gen<BoardFrame> Boards =
        from open in Count
        from rows in Gen.Elements<string[]>([], ["a"], ["a", "b"], ["b", "a"])
        from counts in Count.ArrayOf(2)
        from lag in Count
        from alerts in Count
        from turns in Count.ArrayOf(2)
        from epoch in Gen.Frequency((5, Gen.Constant("e1")), (1, Gen.Constant("e2")))
        select Frames.Of(0, open, epoch) with
        {
            Children = [.. rows.Select((code, at) => Frames.Row(code, counts[at]))],
            Sources = [new SourceFreshness("dvc", Frames.Start, lag, "fresh")],
            OpenAlerts = alerts,
            Upcoming = Frames.Turns(turns),
        };

    [Fact]
    public void A_display_that_applies_what_it_is_sent_shows_the_newest_board() => Prop.ForAll(
        Boards.ListOf(12).ToArbitrary(),
        boards =>
        {
            var time = new FakeTime(Frames.Start);
            var cursor = new DisplayCursor(TestStamp.Of(time), null, null);
            var shown = new Shown();
            Publication? last = null;
            for (var i = 0; i < boards.Count; i++)
            {
                var board = boards[i] with { Sequence = i };
                last = new Publication(board, last is null ? null : BoardChange.Between(last.Board, board), time.GetTimestamp());
                if (i % 3 == 1)
                    continue; // lost on the way to this display
                shown.Apply(cursor.Next(last));
                shown.ShouldShow(board);
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_change_names_only_what_changed()
    {
        var before = Frames.Of(1, open: 1) with { Children = [Frames.Row("a", 1), Frames.Row("b", 2)] };
        var after = before with { Sequence = 2, Children = [Frames.Row("a", 1), Frames.Row("b", 3)], Upcoming = [.. before.Upcoming] };
        var change = BoardChange.Between(before, after).ShouldNotBeNull();
        change.ShouldBe(new BoardChange(1, null, change.Children, null, null, null, null));
        change.Children!.Value.ShouldBe([Frames.Row("b", 3)]);
    }

    [Fact]
    public void Rows_that_come_or_go_need_the_whole_board()
    {
        var before = Frames.Of(1) with { Children = [Frames.Row("a", 1)] };
        BoardChange.Between(before, before with { Children = [Frames.Row("a", 1), Frames.Row("b", 1)] }).ShouldBeNull();
        BoardChange.Between(before, before with { Children = [] }).ShouldBeNull();
        BoardChange.Between(before, before with { Epoch = "e2" }).ShouldBeNull();
    }

    /// <summary>What a page does with frames, in a few lines.</summary>
    private sealed class Shown
    {
        private SnapshotFrame? _board;

        public void Apply(Frame frame)
        {
            switch (frame)
            {
                case SnapshotFrame snapshot:
                    _board = snapshot;
                    break;
                case DeltaFrame delta:
                    delta.Prev.ShouldBe(_board!.Sequence);
                    delta.Epoch.ShouldBe(_board.Epoch);
                    var rows = delta.Children?.ToDictionary(row => row.Agency.Code) ?? [];
                    _board = _board with
                    {
                        Sequence = delta.Sequence,
                        Figures = delta.Figures ?? _board.Figures,
                        Children = [.. _board.Children.Select(row => rows.GetValueOrDefault(row.Agency.Code, row))],
                        Alerts = delta.Alerts ?? _board.Alerts,
                        OpenAlerts = delta.OpenAlerts ?? _board.OpenAlerts,
                        Sources = delta.Sources ?? _board.Sources,
                        Upcoming = delta.Upcoming ?? _board.Upcoming,
                    };
                    break;
                default:
                    frame.Sequence.ShouldBe(_board!.Sequence);
                    break;
            }
        }

        public void ShouldShow(BoardFrame board)
        {
            _board!.Sequence.ShouldBe(board.Sequence);
            _board.Figures.ShouldBe(board.Figures);
            _board.Children.ShouldBe(board.Children);
            _board.Alerts.ShouldBe(board.Alerts);
            _board.OpenAlerts.ShouldBe(board.OpenAlerts);
            _board.Sources.ShouldBe(board.Sources);
            _board.Upcoming.ShouldBe(board.Upcoming);
        }
    }
}
