using System.Globalization;
using Grains.Interfaces.Catalogue;
using Grains.Time;
using NodaTime;
using Shouldly;
using Tests.Shared;

namespace Grains.Tests.Time;

/// <summary>Keeps the tables of docs/peers.md true: what each case of the peers' test suites gets from our defaults.</summary>
public sealed class PeerTableTests
{
    private readonly IReadOnlyList<SlaCase> _cases = SlaCase.Read();

    [SharedDataFact(SlaCase.FileName)]
    public void The_page_tells_how_many_cases_of_each_peer_our_defaults_answer_alike()
    {
        var rows = _cases.GroupBy(c => c.Source).OrderBy(peer => peer.Key, StringComparer.Ordinal)
            .Select(peer => Row($"| {peer.Key} | {peer.Count()} | {peer.Count(c => Ours(c, ClockOptions.Default) == Theirs(c))} |"));
        Page().ShouldContain(string.Join('\n', rows));
    }

    [SharedDataFact(SlaCase.FileName)]
    public void The_page_names_every_case_on_which_our_defaults_differ()
    {
        var rows = _cases.Select(c => (Case: c, Ours: Ours(c, ClockOptions.Default))).Where(c => c.Ours != Theirs(c.Case))
            .Select(c => Row($"| {c.Case.Id} | {Theirs(c.Case)} | {c.Ours} | {AnswerAlike(c.Case).Name} |"));
        Page().ShouldContain(string.Join('\n', rows));
    }

    [SharedDataFact(SlaCase.FileName)]
    public void With_the_option_named_the_answer_is_theirs()
    {
        var differing = _cases.Where(c => Ours(c, ClockOptions.Default) != Theirs(c)).ToList();
        differing.Count.ShouldBe(14);
        differing.Where(c => c.Op != "due-backward" && Ours(c, AnswerAlike(c).Options) != Theirs(c)).ShouldBeEmpty();
    }

    private static string Row(FormattableString row) => row.ToString(CultureInfo.InvariantCulture);

    private static string Page() => File.ReadAllText(SharedData.InProject("docs/peers.md"));

    private static string Theirs(SlaCase c) => c.Op switch
    {
        "elapsed" => $"{c.Seconds.TotalSeconds} s",
        "date-workdays" or "date-caldays-rollfwd" => $"{c.Date("dueDate"):uuuu-MM-dd}",
        _ => Text(c.Instant("due")),
    };

    private static string Ours(SlaCase c, ClockOptions options) => c.Op switch
    {
        "elapsed" => $"{c.Calendar.Elapsed(c.Start, c.Instant("end"), c.Pauses).TotalSeconds} s",
        "due" => Text(Due(c, options, c.Start, AllowanceUnit.Seconds, c.Number("seconds"))),
        "due-backward" => Text(Due(c, options, c.Start, AllowanceUnit.Seconds, -c.Number("seconds"))),
        "date-workdays" => $"{OnDate(c, options, AllowanceUnit.WorkingDays):uuuu-MM-dd}",
        "date-caldays-rollfwd" => $"{OnDate(c, options, AllowanceUnit.CalendarDays):uuuu-MM-dd}",
        _ => Text(c.Calendar.Add(Due(c, options, c.Start, AllowanceUnit.WorkingDays, c.Number("workdays")), c.Seconds)),
    };

    private static (string Name, ClockOptions Options) AnswerAlike(SlaCase c) => c.Op switch
    {
        "due" => ("`closing: nextOpening`", new ClockOptions { Closing = ClosingPolicy.NextOpening }),
        "due-end-of-workday" => ("`workingDay: endOfDay`", new ClockOptions { WorkingDay = WorkingDayPolicy.EndOfDay }),
        "due-backward" => ("none: no time at all counts forward, to the next opening", ClockOptions.Default),
        _ => ("`start: dayBefore`", new ClockOptions { Start = StartPolicy.DayBefore }),
    };

    private static LocalDate OnDate(SlaCase c, ClockOptions options, AllowanceUnit unit) =>
        c.Calendar.DateOf(Due(c, options, c.Calendar.StartOfDay(c.Date("date")), unit, c.Number("days")));

    private static Instant Due(SlaCase c, ClockOptions options, Instant start, AllowanceUnit unit, int value) =>
        new DeadlineRules(c.Calendar, options)
            .DeadlineOf(start, new Term.Allowed(new Allowance(unit, value)), c.Pauses)
            .ShouldBeOfType<Deadline.Due>().At;

    private static string Text(Instant at) => NodaTime.Text.InstantPattern.General.Format(at);
}
