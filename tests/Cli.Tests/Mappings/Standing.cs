namespace Cli.Tests.Mappings;

/// <summary>Where dossiers stand at an instant.</summary>
internal sealed class Standing
{
    public int ClosedLate { get; private set; }
    public int ClosedOnTime { get; private set; }
    public int ClosedWithoutDue { get; private set; }
    public int OpenOverdue { get; private set; }
    public int OpenInTime { get; private set; }
    public int OpenWithoutDue { get; private set; }

    public int[] All => [ClosedLate, ClosedOnTime, OpenOverdue, OpenInTime, OpenWithoutDue, ClosedWithoutDue];

    public void Count(DateTimeOffset? due, DateTimeOffset? ended, DateTimeOffset now)
    {
        switch (due, ended)
        {
            case (null, null): OpenWithoutDue++; break;
            case (null, _): ClosedWithoutDue++; break;
            case (_, null): if (due < now) OpenOverdue++; else OpenInTime++; break;
            default: if (ended > due) ClosedLate++; else ClosedOnTime++; break;
        }
    }
}
