using System.Text.Json.Nodes;
using Monitor.Cli.Screen;
using Shouldly;
using Spectre.Console;
using Xunit;

namespace Cli.Tests.Screen;

public class ChangeTablesTests
{
    private const string Counts = """
        "touched":1500,"moved":1243,"earlier":0,"later":1243,"stopsBeingLate":37,"becomesLate":4,"becomesDueSoon":0,"uncovered":0,"alertsWithdrawn":12,"alertsRaised":0
        """;

    private const string Change = $$$"""
        {"id":"17","kind":"calendars","state":"previewed","made":"2026-11-18T03:00:00+00:00","expires":"2026-11-19T03:00:00+00:00","basis":5,
         "added":[],"changed":["vn-state-offices"],"unchanged":[],"progress":{"done":30,"total":120},"failing":["D-9"],
         "impact":{"asOf":"2026-11-18T03:00:00+00:00","examined":100000,"total":{ {{{Counts}}} },"byAgency":[{"agency":"[A]","counts":{ {{{Counts}}} }}],"rest":{ {{{Counts}}} },
           "warnings":[{"code":"becomes-late","field":"calendars","message":"4 dossiers would be late."}],
           "samples":[{"effect":"becomesLate","dossier":"A-1","agency":"[A]","promisedDue":null,"dueNow":"2026-11-20T10:00:00+07:00","dueAfter":"2026-11-17T10:00:00+07:00"}]},
         "acts":[{"verb":"apply","by":"an [x]","reason":"bão số 3","at":"2026-11-18T03:00:00+00:00","moved":1500,
           "before":{"open":100000,"dueSoon":10,"overdue":50,"noDue":0,"openAlerts":60},"after":{"open":100000,"dueSoon":11,"overdue":17,"noDue":0,"openAlerts":48}}]}
        """;

    [Fact]
    public void A_preview_shows_its_numbers_its_samples_and_how_to_go_on()
    {
        var said = Said(console => ChangeTables.Write(JsonNode.Parse(Change)!, console));
        said.ShouldContain("change 17: calendars, 1 changed");
        said.ShouldContain("100,000 open dossiers examined");
        said.ShouldMatch(@"stop being late +37 +37");
        said.ShouldNotContain("become due soon", Case.Insensitive, "nothing to say of it");
        said.ShouldMatch(@"becomesLate +A-1 +\[A\] +- +2026-11-20 03:00Z +2026-11-17 03:00Z");
        said.ShouldContain("becomes-late: 4 dossiers would be late.");
        said.ShouldContain("reference apply 17 --by NAME");
    }

    [Fact]
    public void A_list_names_who_and_why() =>
        Said(console => ChangeTables.WriteList(JsonNode.Parse($$"""{"changes":[{{Change}}]}""")!, console))
            .ShouldMatch(@"17 +calendars +previewed +2026-11-18 03:00Z +vn-state-offices +1,500 +an \[x\] +bão số 3");

    [Fact]
    public void An_end_compares_before_with_after()
    {
        var said = Said(console => ChangeTables.WriteEnd(JsonNode.Parse(Change)!, console));
        said.ShouldContain("1,500 dossiers got other rules", Case.Sensitive, "of which not all have another due date");
        said.ShouldMatch(@"overdue +50 +17");
        said.ShouldContain("not moved: D-9");
    }

    [Fact]
    public void Progress_is_a_share_of_what_is_to_be_done()
    {
        ChangeTables.FractionOf(JsonNode.Parse(Change)!).ShouldBe(0.25);
        ChangeTables.FractionOf(JsonNode.Parse("""{"progress":null}""")!).ShouldBe(0);
        ChangeTables.ProgressOf(JsonNode.Parse(Change)!).ShouldBe("30 of 120 dossiers");
    }

    private static string Said(Action<IAnsiConsole> write)
    {
        using var text = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(text) });
        console.Profile.Width = 200;
        write(console);
        return text.ToString();
    }
}
