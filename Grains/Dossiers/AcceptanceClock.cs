using Grains.Time;
using NodaTime.Extensions;

namespace Grains.Dossiers;

/// <summary>The clock of an online registration until it is received or declined (quá hạn tiếp nhận when it runs out).</summary>
internal sealed record AcceptanceClock(DateTimeOffset Started, DateTimeOffset? Due, DateTimeOffset? Ended)
{
    /// <summary>Null for a dossier that was never registered.</summary>
    public static AcceptanceClock? Of(DossierStory story, Rules rules)
    {
        if (story.Registered is not { } registered)
            return null;
        var ended = story.Received?.At ?? story.Ended;
        if (rules.Calendar is not { } calendar)
            return new AcceptanceClock(registered.At, null, ended);
        var allowance = rules.Procedure?.Acceptance ?? rules.Policy.Acceptance;
        var deadline = new DeadlineRules(calendar, rules.Options).DeadlineOf(registered.At.ToInstant(), new Term.Allowed(allowance));
        return new AcceptanceClock(registered.At, (deadline as Deadline.Due)?.At.ToDateTimeOffset(), ended);
    }
}
