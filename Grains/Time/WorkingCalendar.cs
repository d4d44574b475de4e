using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Grains.Interfaces.Catalogue;
using NodaTime;

namespace Grains.Time;

/// <summary>
/// Working time on one version of an agency's calendar. Opening intervals include their start and not their end. Exact to the tick
/// (100 ns). Answers only within its validity, both days included, and throws <see cref="CalendarDoesNotCoverException"/> beyond it.
/// Years are laid out when first asked for; the object is otherwise immutable and safe to share between threads.
/// </summary>
public sealed partial class WorkingCalendar
{
    // Beyond these a local date may not exist.
    private static readonly Instant Earliest = Instant.MinValue + Duration.FromDays(1);
    private static readonly Instant Latest = Instant.MaxValue - Duration.FromDays(1);

    private const long TicksAYear = NodaConstants.TicksPerDay * 365_2425 / 10_000;

    private readonly CalendarRules _rules;
    private readonly OpenYear?[] _years;
    private readonly long _firstYear;
    private readonly long _start;
    private readonly long _end;
    private int _laidOut;

    private WorkingCalendar(CalendarRules rules, int version)
    {
        _rules = rules;
        Version = version;
        _years = new OpenYear?[rules.To.Year - rules.From.Year + 1];
        _firstYear = ZoneTime.Resolve(new LocalDate(rules.From.Year, 1, 1).AtMidnight(), rules.Zone).ToUnixTimeTicks();
        _start = ZoneTime.Resolve(rules.From.AtMidnight(), rules.Zone).ToUnixTimeTicks();
        _end = ZoneTime.Resolve(rules.To.PlusDays(1).AtMidnight(), rules.Zone).ToUnixTimeTicks();
    }

    public string Id => _rules.Id;

    public int Version { get; }

    public DateTimeZone Zone => _rules.Zone;

    public LocalDate ValidFrom => _rules.From;

    public LocalDate ValidTo => _rules.To;

    /// <summary>Years laid out so far, each of up to 100 KB: two intervals a day take 18 KB.</summary>
    public int YearsLaidOut => _laidOut;

    /// <summary>Checks a document and builds its calendar, or tells everything that is wrong with it.</summary>
    public static bool TryCreate(
        CalendarDocument document,
        int version,
        [NotNullWhen(true)] out WorkingCalendar? calendar,
        out ImmutableArray<CalendarProblem> problems)
    {
        var rules = new CalendarReader(document).Read(out problems);
        calendar = rules is null ? null : new WorkingCalendar(rules, version);
        return calendar is not null;
    }

    public bool IsOpen(Instant at) => YearOf(Covered(at), out _).NextOpen(at.ToUnixTimeTicks(), out var found) && found == at.ToUnixTimeTicks();

    /// <summary>The instant itself when open, else the next opening.</summary>
    public Instant NextOpening(Instant at)
    {
        var from = Covered(at);
        for (var year = YearOf(from, out var index); ; year = Year(++index))
        {
            if (year.NextOpen(from, out var found))
                return Instant.FromUnixTimeTicks(found);
        }
    }

    /// <summary>The instant itself when open or just closing, else the closing before it.</summary>
    public Instant PreviousClosing(Instant at)
    {
        var from = Covered(at);
        for (var year = YearOf(from, out var index); ; year = Year(--index))
        {
            if (year.PreviousOpen(from, out var found))
                return Instant.FromUnixTimeTicks(found);
        }
    }

    /// <summary>
    /// The instant at which so much working time has been used. It begins at the next opening when <paramref name="start"/> is outside
    /// hours; a start exactly at closing with no time to use stays there unless the policy says next opening.
    /// </summary>
    public Instant Add(Instant start, Duration working, ClosingPolicy closing = ClosingPolicy.Close) => Add(start, working, closing, null);

    internal Instant Add(Instant start, Duration working, ClosingPolicy closing, Explanation? told)
    {
        var left = Ticks(working, ValidTo.PlusDays(1));
        var from = Covered(start);
        for (var year = YearOf(from, out var index); ; year = Year(++index))
        {
            if (!year.Forward(from, ref left, out var found, told))
                continue;
            var end = Instant.FromUnixTimeTicks(found);
            var due = closing == ClosingPolicy.NextOpening ? NextOpening(end) : end;
            told?.Ran(end, due);
            return due;
        }
    }

    /// <summary>The latest instant from which so much working time leads to <paramref name="end"/>, or to the closing before it.</summary>
    public Instant Subtract(Instant end, Duration working) => Subtract(end, working, null);

    internal Instant Subtract(Instant end, Duration working, Explanation? told)
    {
        var left = Ticks(working, ValidFrom.PlusDays(-1));
        var from = Covered(end);
        for (var year = YearOf(from, out var index); ; year = Year(--index))
        {
            if (!year.Backward(from, ref left, out var found, told))
                continue;
            told?.Opened(Instant.FromUnixTimeTicks(found));
            return Instant.FromUnixTimeTicks(found);
        }
    }

    /// <summary>Whether the calendar can answer for an instant; the end of its last day is still covered.</summary>
    public bool Covers(Instant at) => at.ToUnixTimeTicks() is var ticks && _start <= ticks && ticks <= _end;

    /// <exception cref="CalendarDoesNotCoverException">The instant is outside the calendar's validity.</exception>
    internal void Require(Instant at) => Covered(at);

    private long Covered(Instant at) => Covers(at) ? at.ToUnixTimeTicks() : throw DoesNotCover(DateOf(Instant.Min(Instant.Max(at, Earliest), Latest)));

    private long Ticks(Duration working, LocalDate beyond)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(working, Duration.Zero);
        return working.Days <= 366 * _years.Length ? working.BclCompatibleTicks : throw DoesNotCover(beyond);
    }

    private CalendarDoesNotCoverException DoesNotCover(LocalDate date) => new(Id, date, ValidFrom, ValidTo);

    private OpenYear YearOf(long at, out int index)
    {
        // Years of average length miss the true one by no more than one.
        index = (int)Math.Clamp((at - _firstYear) / TicksAYear, 0, _years.Length - 1);
        var year = Year(index);
        if (at < year.Start && index > 0)
            return Year(--index);
        return at >= year.End && index < _years.Length - 1 ? Year(++index) : year;
    }

    // Two threads may lay out the same year: the results are equal and the last one stays.
    private OpenYear Year(int index) =>
        index < 0 ? throw DoesNotCover(ValidFrom.PlusDays(-1))
        : index >= _years.Length ? throw DoesNotCover(ValidTo.PlusDays(1))
        : _years[index] ??= LayOut(index);

    private OpenYear LayOut(int index)
    {
        Interlocked.Increment(ref _laidOut);
        return new OpenYear(_rules, ValidFrom.Year + index);
    }
}
