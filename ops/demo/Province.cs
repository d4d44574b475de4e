using System.Globalization;

namespace Monitor.Demo;

/// <summary>
/// A simulated province: for every minute of time, the dossiers handed in then and all that becomes of them. The same seed and minute always
/// give the same events, so a program that stopped can go on, and sending again changes nothing.
/// </summary>
public sealed class Province
{
    /// <summary>Dossiers that <see cref="Opening"/> gives: enough deadlines until those of the stream fall due.</summary>
    public const int OpeningCount = 120;

    /// <summary>Working-hour arrivals a minute in the past: some 500 a day, a tenth of an average province, so that a start takes seconds.</summary>
    private const double PastOfficeRate = 0.75;

    private const double PastNightRate = 0.06;

    private readonly Shape _shape;
    private readonly IReadOnlyList<string> _communes;
    private readonly IReadOnlyDictionary<string, double> _hours;
    private readonly ulong _seed;
    private readonly List<double> _departmentWeights;
    private readonly List<double> _communeWeights;

    /// <param name="shape">How dossiers are drawn.</param>
    /// <param name="communes">Codes of the communes, or of the only agencies when <paramref name="hours"/> is empty.</param>
    /// <param name="hours">Duration of each procedure in working hours, eight a day. Empty: no procedures, and every dossier brings its own due date.</param>
    /// <param name="seed">What the whole is drawn from.</param>
    public Province(Shape shape, IReadOnlyList<string> communes, IReadOnlyDictionary<string, double> hours, ulong seed)
    {
        (_shape, _communes, _hours, _seed) = (shape, communes, hours, seed);
        _departmentWeights = [.. shape.Departments.Select(department => department.Weight)];
        var sizes = Chance.Of(seed, -1);
        _communeWeights = [.. communes.Select(_ => sizes.Between(0.4, 2.5))];
    }

    public static long MinuteOf(DateTimeOffset instant) => instant.ToUnixTimeSeconds() / 60;

    public static DateTimeOffset StartOf(long minute) => DateTimeOffset.FromUnixTimeSeconds(minute * 60);

    /// <summary>Dossiers handed in during a minute of the past, in natural pace.</summary>
    public IEnumerable<PlannedEvent> Past(long minute)
    {
        var start = StartOf(minute);
        return Minute(minute, OfficeTime.IsOpen(start) ? PastOfficeRate : PastNightRate, _ => Pace.Natural);
    }

    /// <summary>Dossiers handed in during a minute that is lived through, most of them due soon.</summary>
    /// <param name="minute">The minute.</param>
    /// <param name="perMinute">How many on average.</param>
    public IEnumerable<PlannedEvent> Live(long minute, double perMinute) =>
        Minute(minute, perMinute, chance => chance.Next() switch { < 0.7 => Pace.Minutes, < 0.9 => Pace.Hours, _ => Pace.Natural });

    /// <summary>Dossiers that are open at a minute and fall due in the forty minutes after it, the first within seconds.</summary>
    public IEnumerable<PlannedEvent> Opening(long minute)
    {
        for (var i = 0; i < OpeningCount; i++)
        {
            var chance = Chance.Of(_seed ^ 0x0F, (minute * OpeningCount) + i);
            // Quadratic: eight or so in the first minute, fewer later.
            var due = StartOf(minute) + (TimeSpan.FromMinutes(40) * Math.Pow((i + 1) / (double)OpeningCount, 1.4));
            var begun = StartOf(minute) - chance.Spread(TimeSpan.FromHours(1), TimeSpan.FromHours(40));
            var start = Begin(chance, begun, Pace.Minutes, 900_000 + (int)(minute % 800 * OpeningCount) + i);
            foreach (var planned in DossierLife.Draw(_shape, chance, start with { Due = due, OnTime = 0.4 }))
                yield return planned;
        }
    }

    private IEnumerable<PlannedEvent> Minute(long minute, double mean, Func<Chance, Pace> pace)
    {
        var chance = Chance.Of(_seed, minute);
        var count = chance.Around(mean * chance.Between(0.5, 1.5));
        for (var i = 0; i < count; i++)
        {
            var at = StartOf(minute) + TimeSpan.FromSeconds(chance.Between(0, 60));
            var local = OfficeTime.Local(at);
            var drawn = pace(chance);
            var possible = drawn == Pace.Natural && _hours.Count == 0 ? Pace.Hours : drawn;
            var start = Begin(chance, at, possible, (((local.Hour * 60) + local.Minute) * 100) + i);
            foreach (var planned in DossierLife.Draw(_shape, chance, start))
                yield return planned;
        }
    }

    private Beginning Begin(Chance chance, DateTimeOffset at, Pace pace, int sequence)
    {
        var commune = _departmentWeights.Count == 0 || chance.Is(_shape.Communes.Share);
        var department = commune ? null : _shape.Departments[chance.Weighted(_departmentWeights)];
        var agency = department?.Code ?? _communes[chance.Weighted(_communeWeights)];
        var procedure = _hours.Count == 0 ? null : chance.Of(department?.Procedures ?? _shape.Communes.Procedures);
        var code = string.Create(CultureInfo.InvariantCulture, $"{agency}-{OfficeTime.Local(at):yyMMdd}-{sequence:D6}");
        return new Beginning(code, agency, department?.Point, department?.Code == "QN-SNNMT" ? "dat-dai" : "mot-cua",
            procedure, procedure is null ? 8 : _hours[procedure], department?.OnTime ?? _shape.Communes.OnTime, at, pace);
    }
}
