namespace Grains.Reports.RuleSets;

/// <summary>Where a rule set puts one dossier: exactly one place.</summary>
internal enum VerdictClass
{
    /// <summary>Not part of the period, or left out by the rule set.</summary>
    NotCounted = 0,

    /// <summary>Resolved before the date on which it was due.</summary>
    Before,

    /// <summary>Resolved in time on that date, or in time without one.</summary>
    OnTime,

    /// <summary>Resolved late.</summary>
    Late,

    /// <summary>In process, and within time.</summary>
    InTime,

    /// <summary>In process, and past it.</summary>
    Overdue,
}

/// <param name="Ended">The end that counts; null while in process.</param>
internal readonly record struct Verdict(VerdictClass Class, DateTimeOffset? Ended)
{
    public static Verdict NotCounted => default;
}
