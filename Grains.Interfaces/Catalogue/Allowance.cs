namespace Grains.Interfaces.Catalogue;

/// <summary>How long a procedure or a step may take (thời hạn giải quyết). A negative value counts backward.</summary>
[GenerateSerializer, Immutable, Alias("allowance")]
public sealed record Allowance([property: Id(0)] AllowanceUnit Unit, [property: Id(1)] decimal Value)
{
    /// <summary>No time limit: the dossier is counted, and never late.</summary>
    public static Allowance None { get; } = new(AllowanceUnit.None, 0);
}

public enum AllowanceUnit
{
    None = 0,

    /// <summary>Working hours; parts of an hour are allowed.</summary>
    Hours = 1,

    /// <summary>Open days; part of a day is worth that part of eight working hours.</summary>
    WorkingDays = 2,

    /// <summary>Days of the calendar, open or not; whole numbers.</summary>
    CalendarDays = 3,

    /// <summary>Months of the calendar; whole numbers. A day that the last month lacks becomes that month's last day.</summary>
    Months = 4,

    /// <summary>Working seconds.</summary>
    Seconds = 5,
}
