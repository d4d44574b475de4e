using System.Collections.Immutable;
using System.Text.Json;
using Grains.Catalogue;
using Grains.Interfaces.Catalogue;
using Grains.Time;
using NodaTime;

namespace Monitor.Bench.Scenarios;

/// <summary>Working time on Vietnam's office calendar: by bisection, against a walk from day to day.</summary>
internal sealed class CalendarScenario : IScenario
{
    private const int Operations = 2_000;

    private readonly CalendarDocument _document = Read();

    public string Name => "calendar";

    public string About => "adding and measuring working time, against a plain walk from day to day";

    public Task<IReadOnlyList<Measure>> RunAsync(Run run, CancellationToken cancellationToken)
    {
        if (!WorkingCalendar.TryCreate(_document, 1, out var calendar, out var problems))
            throw new InvalidOperationException(problems[0].ToString());
        var walk = new DayWalk(_document);
        var rules = new DeadlineRules(calendar, ClockOptions.Default);
        var twentyDays = new Term.Allowed(new Allowance(AllowanceUnit.WorkingDays, 20));
        var starts = Starts();
        return Task.FromResult<IReadOnlyList<Measure>>(
        [
            Add("add 8 working hours", starts, calendar, walk, Duration.FromHours(8), 3),
            Add("add 160 working hours", starts, calendar, walk, Duration.FromHours(160), 20),
            Add("add 1,600 working hours", starts, calendar, walk, Duration.FromHours(1_600), 100),
            Compare("elapsed over a year", starts, start => calendar.Elapsed(start, start + Duration.FromDays(365)), start => walk.Elapsed(start, start + Duration.FromDays(365)), 50),
            Compare("deadline of 20 working days", starts, start => ((Deadline.Due)rules.DeadlineOf(start, twentyDays)).At, start => walk.Days(start, 20), 2),
        ]);
    }

    private static Measure Add(string name, ImmutableArray<Instant> starts, WorkingCalendar calendar, DayWalk walk, Duration working, double target) =>
        Compare(name, starts, start => calendar.Add(start, working), start => walk.Add(start, working), target);

    private static Measure Compare<T>(string name, ImmutableArray<Instant> starts, Func<Instant, T> ours, Func<Instant, T> reference, double target)
        where T : struct, IEquatable<T>
    {
        foreach (var start in starts)
        {
            if (!ours(start).Equals(reference(start)))
                throw new UnequalException($"{name} from {start}: {ours(start)} and {reference(start)}");
        }
        var (fast, plain) = Rounds.Nanoseconds(Operations, () => All(starts, ours), () => All(starts, reference));
        return new Measure(name, "ns/op", fast, plain, target);
    }

    private static T All<T>(ImmutableArray<Instant> starts, Func<Instant, T> count)
    {
        var last = default(T)!;
        foreach (var start in starts)
            last = count(start);
        return last;
    }

    /// <summary>Spread over 2024 and 2025, in and out of hours, the same in every run.</summary>
    private static ImmutableArray<Instant> Starts() =>
        [.. Enumerable.Range(0, Operations).Select(i => Instant.FromUtc(2024, 1, 2, 1, 0) + Duration.FromMinutes(i * 521L))];

    private static CalendarDocument Read()
    {
        using var stream = typeof(ReferenceData).Assembly.GetManifestResourceStream("calendars/vn-state-offices.json")!;
        return JsonSerializer.Deserialize<CalendarsDocument>(stream, ReferenceJson.Options)!.Calendars[0];
    }
}
