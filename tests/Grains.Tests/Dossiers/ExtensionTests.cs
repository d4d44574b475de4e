using Grains.Dossiers;
using Grains.Interfaces.Catalogue;
using Grains.Interfaces.Dossiers;
using Grains.Tests.Catalogue;
using Shouldly;
using Xunit;

namespace Grains.Tests.Dossiers;

/// <summary>The apology that sets a new date (Mẫu 04). Five working days from Monday 03-02 08:00 are due on Monday 03-09 08:00.</summary>
public sealed class ExtensionTests
{
    private static readonly DateTimeOffset Due = ADossier.At("03-09 08:00");

    [Theory]
    [InlineData("03-06 23:59", null)]
    [InlineData("03-07 08:00", Flags.LateApology)]
    [InlineData("03-09 08:00", Flags.LateApology)]
    public void An_apology_is_told_a_working_day_before_the_due_date_or_flagged(string told, string? flag)
    {
        var line = new ADossier().Received("03-02 08:00").Extended(told, due: "03-13 17:00").Line;
        line.Flags.ShouldBe(flag is null ? [] : [flag]);
        line.Due.ShouldBe(ADossier.At("03-13 17:00"));
    }

    [Fact]
    public void Told_when_the_due_date_has_passed_it_is_kept_and_flagged_and_the_breach_stands()
    {
        var dossier = new ADossier().Received("03-02 08:00").Extended("03-10 08:00", due: "03-13 17:00");
        dossier.Line.Flags.ShouldBe([Flags.ExtendedAfterDue, Flags.LateApology]);
        (dossier.Line.Due, dossier.Line.OverdueAfter).ShouldBe((ADossier.At("03-13 17:00"), Due));
        dossier.Finished("03-12 08:00").Line.EndedLate.ShouldBeTrue();
    }

    [Fact]
    public void A_province_may_refuse_it_after_the_due_date()
    {
        var dossier = With(new ExtensionDocument { AfterDue = AfterDuePolicy.Refuse }).Received("03-02 08:00").Extended("03-09 08:01", due: "03-13 17:00");
        dossier.Outcome.Refusal!.Code.ShouldBe("extension-after-due");
        (dossier.Line.Due, dossier.Line.OverdueAfter).ShouldBe((Due, Due));
        With(new ExtensionDocument { AfterDue = AfterDuePolicy.Refuse }).Received("03-02 08:00").Extended("03-09 08:00", due: "03-13 17:00")
            .Outcome.ShouldBe(EventOutcome.Applied, "at the due instant it is not late yet");
    }

    [Theory]
    [InlineData("03-09 08:00", "extension-not-later")]
    [InlineData("03-08 08:00", "extension-not-later")]
    [InlineData("03-09 08:01", null)]
    public void The_new_date_must_be_after_the_one_that_it_replaces(string due, string? code)
    {
        var dossier = new ADossier().Received("03-02 08:00").Extended("03-05 08:00", due);
        dossier.Outcome.Refusal?.Code.ShouldBe(code);
        dossier.Line.Due.ShouldBe(code is null ? ADossier.At(due) : Due);
    }

    [Fact]
    public void What_makes_it_later_may_come_in_after_it()
    {
        var dossier = new ADossier().Received("03-02 08:00").Paused("03-03 08:00").Resumed("03-04 08:00").Extended("03-05 08:00", due: "03-09 17:00");
        dossier.Outcome.Refusal!.Code.ShouldBe("extension-not-later", "the pause has moved the due to Tuesday");
        var other = new ADossier().Received("03-02 08:00").Extended("03-05 08:00", due: "03-09 17:00").Paused("03-03 08:00").Resumed("03-04 08:00");
        other.Line.Due.ShouldBe(dossier.Line.Due);
        other.Detail("03-05 08:00").Events[^1].Effect.ShouldBe("extension-not-later");
    }

    [Fact]
    public void Once_unless_the_procedure_says_more()
    {
        var once = new ADossier().Received("03-02 08:00").Extended("03-05 08:00", "03-13 17:00").Extended("03-06 08:00", "03-20 17:00");
        (once.Outcome.Refusal!.Code, once.Line.Due).ShouldBe(("already-extended", ADossier.At("03-13 17:00")));
        var twice = With(new ExtensionDocument { MaxTimes = 2 }).Received("03-02 08:00").Extended("03-05 08:00", "03-13 17:00").Extended("03-16 08:00", "03-20 17:00");
        (twice.Line.Due, twice.Line.OverdueAfter).ShouldBe((ADossier.At("03-20 17:00"), ADossier.At("03-13 17:00")), "the first extension was itself overrun");
        With(new ExtensionDocument { MaxTimes = 0 }).Received("03-02 08:00").Extended("03-05 08:00", "03-13 17:00").Outcome.Refusal!.Code.ShouldBe("already-extended");
    }

    [Fact]
    public void A_refused_one_does_not_use_up_the_only_time()
    {
        var dossier = new ADossier().Received("03-02 08:00").Extended("03-04 08:00", "03-05 17:00").Extended("03-05 08:00", "03-13 17:00");
        (dossier.Outcome, dossier.Line.Due).ShouldBe((EventOutcome.Applied, ADossier.At("03-13 17:00")));
    }

    [Fact]
    public void A_province_may_ask_for_its_document()
    {
        var rules = new ExtensionDocument { DocumentRequired = true };
        With(rules).Received("03-02 08:00").Extended("03-05 08:00", "03-13 17:00").Outcome.Refusal!.Code.ShouldBe("extension-needs-document");
        With(rules).Received("03-02 08:00").Tell(EventType.Extended, "03-05 08:00", told => told with { Due = ADossier.At("03-13 17:00"), Document = "12/XL-SXD" })
            .Outcome.ShouldBe(EventOutcome.Applied);
    }

    private static ADossier With(ExtensionDocument rules) => new()
    {
        Reference = Office.Reference.With(new() { Procedures = [("five-days", 2, Office.Procedure("five-days", AllowanceUnit.WorkingDays, 5) with { Extension = rules })] }),
    };
}
