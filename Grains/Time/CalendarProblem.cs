namespace Grains.Time;

/// <summary>One thing wrong in a calendar document: where (<c>closed[3].date</c>), and what to write instead.</summary>
public sealed record CalendarProblem(string Field, string Message)
{
    public override string ToString() => $"{Field}: {Message}";
}
