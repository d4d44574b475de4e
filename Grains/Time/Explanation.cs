using System.Collections.Immutable;
using Grains.Interfaces.Catalogue;
using Grains.Interfaces.Deadlines;
using NodaTime;

namespace Grains.Time;

/// <summary>
/// Takes down a count of working time while it is made: whoever walks the calendar tells it each range that was found, and it writes the
/// steps. It never counts by itself, and is absent (null) when nobody asks, which costs nothing. Bounded: beyond the limit, intervals
/// and days are summed up in one step that says how many were left out.
/// </summary>
internal sealed partial class Explanation(WorkingCalendar calendar, int limit = Explanation.MaxSteps)
{
    /// <summary>Most steps of one explanation: about two years of intervals and days off, or six years of days.</summary>
    public const int MaxSteps = 2_000;

    /// <summary>The least that holds a start, a sum and a due.</summary>
    public const int MinSteps = 16;

    private const int Last = 4; // kept free for what ends an explanation

    private readonly ImmutableArray<ExplanationStep>.Builder _steps = ImmutableArray.CreateBuilder<ExplanationStep>();
    private readonly int _limit = Math.Max(limit, MinSteps);

    private int? _pause;
    private LocalDate _date; // the last date told of
    private LocalDate? _makeUp; // the last make-up day told of
    private Instant? _start; // where counting was asked to begin, until something was counted
    private bool _fresh;
    private long _ticks;
    private int _days;
    private int _left;
    private long _leftTicks;
    private int _dropped;
    private long _droppedTicks;

    /// <summary>Details leave room for the steps that matter more.</summary>
    public bool IsFull => _steps.Count >= _limit - Math.Max(2 * Last, _limit / 8);

    public ImmutableArray<ExplanationStep> Steps() => _steps.ToImmutable();

    public void Start(Instant start) => Add(new() { Kind = ExplanationKind.Start, At = At(start), Date = DateOf(start) });

    public void Start(Instant start, Term term)
    {
        Start(start);
        if (term is Term.Promised promised)
            Add(new() { Kind = ExplanationKind.Promised, At = At(promised.Due) });
        else if (term is Term.Allowed { CutOff: null, Allowance: var (unit, value) })
            Add(new() { Kind = ExplanationKind.Allowance, Unit = unit, Value = value });
    }

    /// <summary>Counting begins at an instant, open or not.</summary>
    /// <param name="fresh">False when it goes on from a due, where being outside hours is no news except on a closed date.</param>
    public void Begin(Instant from, bool fresh = true)
    {
        calendar.Require(from);
        (_start, _fresh, _date) = (from, fresh, calendar.DateOf(from));
        (_ticks, _days, _left, _leftTicks) = (0, 0, 0, 0);
    }

    /// <summary>Time was counted in an opening interval.</summary>
    public void Interval(LocalDate date, long from, long to)
    {
        Reach(date, Instant.FromUnixTimeTicks(from), Instant.FromUnixTimeTicks(to));
        _ticks += to - from;
        Add(new() { Kind = ExplanationKind.OpenInterval, Date = date.ToDateOnly(), From = At(from), To = At(to), Seconds = Seconds(to - from) });
    }

    /// <summary>An open day was counted.</summary>
    /// <param name="step">1, or -1 when counting backward.</param>
    public void Day(LocalDate date, int step)
    {
        Pass(date);
        _days += step;
        Add(new() { Kind = ExplanationKind.OpenDay, Date = date.ToDateOnly(), Days = _days, HoursOf = HoursOf(calendar.DayOn(date)) });
    }

    /// <summary>Intervals or days that were counted and find no room, and the days off that were passed over to them.</summary>
    /// <param name="openDays">Open days from the first date to the last.</param>
    public void Skip(LocalDate first, LocalDate last, int openDays, int count, long ticks, int days)
    {
        var closed = DaysBetween(_date, last) - openDays + (first == _date ? 1 : 0);
        (_date, _start) = (last, null);
        (_ticks, _days, _left, _leftTicks) = (_ticks + ticks, _days + days, _left + count + closed, _leftTicks + ticks);
    }

    /// <summary>What was counted, as a sum.</summary>
    public void Total()
    {
        Left();
        Add(new()
        {
            Kind = ExplanationKind.Total, Days = _days == 0 ? null : _days, Seconds = _days == 0 || _ticks > 0 ? Seconds(_ticks) : null,
        });
    }

    public void Due(Instant due) => End(new() { Kind = ExplanationKind.Due, At = At(due), Date = DateOf(due) });

    /// <summary>The end of a stretch that was only measured.</summary>
    public void Elapsed(Instant end, Duration elapsed) =>
        End(new() { Kind = ExplanationKind.Elapsed, At = At(end), Date = DateOf(end), Seconds = Seconds(elapsed.BclCompatibleTicks) });

    private void End(ExplanationStep last)
    {
        _pause = null;
        Left();
        if (_dropped > 0)
            _steps.Add(LeftOut(_dropped, _droppedTicks));
        _steps.Add(last);
    }

    private void Left()
    {
        if (_steps.Count < _limit - Last && _left > 0)
            Add(LeftOut(_left, _leftTicks));
        else
            (_dropped, _droppedTicks) = (_dropped + _left, _droppedTicks + (_pause is null ? _leftTicks : 0));
        (_left, _leftTicks) = (0, 0);
    }

    private static ExplanationStep LeftOut(int count, long ticks) =>
        new() { Kind = ExplanationKind.LeftOut, Count = count, Seconds = ticks > 0 ? Seconds(ticks) : null };

    private void Add(ExplanationStep step)
    {
        if (_steps.Count < _limit - Last)
            _steps.Add(step with { Pause = _pause });
        else
            _dropped++;
    }

    private DateOnly? DateOf(Instant at) => calendar.Covers(at) ? calendar.DateOf(at).ToDateOnly() : null;

    private static int DaysBetween(LocalDate one, LocalDate other) => Math.Abs(Period.DaysBetween(one, other));

    private static DateTimeOffset At(Instant at) => at.ToDateTimeOffset();

    private static DateTimeOffset At(long ticks) => DateTimeOffset.UnixEpoch.AddTicks(ticks);

    private static decimal Seconds(long ticks) => ticks / (decimal)NodaConstants.TicksPerSecond;

    private static string? HoursOf(CalendarDay day) => day.HoursOf is { } weekday ? CalendarDay.WordOf(weekday) : null;
}
