using Grains.Interfaces.Catalogue;

namespace Grains.Catalogue;

/// <summary>The policy until a site puts its own: version 0.</summary>
public static class DefaultPolicy
{
    /// <summary>
    /// Due soon from eight working hours before due; eight working hours to accept an online registration (as provinces report
    /// the rule in force since 2025); three rungs: due soon, at due, one working day after.
    /// </summary>
    public static PolicyDocument Document { get; } = new()
    {
        Id = ReferenceData.PolicyId,
        DefaultCalendar = "vn-state-offices",
        DueSoon = new Allowance(AllowanceUnit.Hours, 8),
        Acceptance = new Allowance(AllowanceUnit.Hours, 8),
        Rungs =
        [
            new RungDocument("dueSoon", RungDocument.WhenDueSoon, null, RungDocument.ToAgency, "officer"),
            new RungDocument("due", RungDocument.WhenDue, null, RungDocument.ToAgency, "head"),
            new RungDocument("after1d", RungDocument.WhenDue, new Allowance(AllowanceUnit.WorkingDays, 1), RungDocument.ToParent, "head"),
        ],
    };
}
