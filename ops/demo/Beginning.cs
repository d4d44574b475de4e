namespace Monitor.Demo;

/// <summary>What is settled about a dossier when it begins.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Agency">The competent agency.</param>
/// <param name="Point">Where it is received, when that is not the agency itself.</param>
/// <param name="Source">The system that handles it.</param>
/// <param name="Procedure">Its procedure; null when the site has a catalogue of its own.</param>
/// <param name="Hours">The procedure's duration in working hours, eight a day.</param>
/// <param name="OnTime">How likely it is to end in time.</param>
/// <param name="At">When it is handed in.</param>
/// <param name="Pace">How fast it goes.</param>
internal sealed record Beginning(
    string Code, string Agency, string? Point, string Source, string? Procedure, double Hours, double OnTime, DateTimeOffset At, Pace Pace)
{
    /// <summary>A due instant that is settled already; else it is drawn.</summary>
    public DateTimeOffset? Due { get; init; }
}
