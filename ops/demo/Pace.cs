namespace Monitor.Demo;

/// <summary>How fast a dossier goes.</summary>
internal enum Pace
{
    /// <summary>By its procedure's own duration, in days.</summary>
    Natural,

    /// <summary>Due within hours, at an instant that the source decides.</summary>
    Hours,

    /// <summary>Due within the hour, at an instant that the source decides: these keep a display moving at any time of day.</summary>
    Minutes,
}
