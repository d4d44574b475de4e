using System.Collections.Immutable;
using Grains.Time;

namespace Grains.Dossiers;

/// <summary>Steps are counted on the calendar of the agency that has them, in a version that stays.</summary>
internal sealed partial class DossierView
{
    /// <summary>The pins that the state holds, and new ones for agencies that have a step for the first time.</summary>
    public ImmutableArray<CalendarPin> Calendars
    {
        get
        {
            var pins = State.Calendars;
            foreach (var step in Story.Steps)
            {
                if (step.Agency is { } agency && agency != Pin.Agency && PinnedAt(pins, agency) is null && _reference.CalendarOf(agency) is { } calendar)
                    pins = pins.Add(new CalendarPin(agency, calendar.Id, calendar.Version));
            }

            return pins;
        }
    }

    // The dossier's own calendar has one version on it, wherever a step is: that of the reception, or of a reviewed change since.
    private WorkingCalendar? CalendarAt(string? agency)
    {
        if (agency is null || agency == Pin.Agency)
            return Rules.Calendar;
        var known = _reference.CalendarOf(agency);
        var pin = PinnedAt(State.Calendars, agency) ?? (known is null ? null : new CalendarPin(agency, known.Id, known.Version));
        return pin is null ? null : pin.Calendar == Pin.Calendar ? Rules.Calendar : _reference.Calendars.Find(pin.Calendar, pin.Version);
    }

    private static CalendarPin? PinnedAt(ImmutableArray<CalendarPin> pins, string agency)
    {
        foreach (var pin in pins)
        {
            if (pin.Agency == agency)
                return pin;
        }

        return null;
    }
}
