using Grains.Interfaces.Catalogue;

namespace Grains.Reports.Promises;

/// <summary>What one dossier's promise came to.</summary>
/// <param name="Uncompared">Why nothing can be held against it; null when something was.</param>
/// <param name="Difference">Null for the same local date.</param>
internal sealed record Promise(
    string Dossier, string Procedure, Allowance? Duration, string? Uncompared, bool IsSameInstant, (string Reason, int? Days)? Difference);

internal static class PromiseReasons
{
    public const string HolidayCounted = "holiday-counted";
    public const string StartDayCounted = "start-day-counted";
    public const string AfterHoursStart = "after-hours-start";
    public const string Extended = "extended";
    public const string Longer = "longer";
    public const string Shorter = "shorter";
}
