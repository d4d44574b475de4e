using Grains.Catalogue;
using Grains.Interfaces.Catalogue;
using Grains.Interfaces.Dossiers;
using Grains.Tests.Catalogue;
using Shouldly;
using Xunit;

namespace Grains.Tests.Dossiers;

/// <summary>A deadline that cannot be counted is flagged with the reason that the clock gives, not with another one.</summary>
public sealed class RefusedClockTests
{
    private static readonly ReferenceData Restarting = Office.Reference.With(new DocumentSet
    {
        Procedures = [("restarts", 1, Office.Procedure("restarts", AllowanceUnit.WorkingDays, 5) with { Options = new ClockOptions { Pause = PausePolicy.Restart } })],
    });

    [Fact]
    public void A_promised_due_that_a_pause_should_restart_is_flagged_as_that()
    {
        var dossier = new ADossier { Reference = Restarting }
            .Received("03-02 08:00", due: "03-09 08:00", procedure: "restarts").Paused("03-03 08:00").Resumed("03-04 08:00");
        dossier.Line.Flags.ShouldBe(["restart-needs-duration"]);
        dossier.Line.Due.ShouldBe(ADossier.At("03-09 08:00"), "the source's own date stands");
    }

    [Fact]
    public void One_that_the_procedure_counts_restarts() =>
        new ADossier { Reference = Restarting }.Received("03-02 08:00", procedure: "restarts").Paused("03-03 08:00").Resumed("03-04 09:00").Line
            .ShouldSatisfyAllConditions(line => line.Flags.ShouldBeEmpty(), line => line.Due.ShouldBe(ADossier.At("03-11 09:00")));

    [Fact]
    public void A_date_beyond_the_calendar_is_flagged_as_not_covered() =>
        new ADossier { Reference = Office.Reference.With(new DocumentSet { Procedures = [("long", 1, Office.Procedure("long", AllowanceUnit.Months, 1_200))] }) }
            .Received("03-02 08:00", procedure: "long").Line.Flags.ShouldBe(["calendar-does-not-cover"]);
}
