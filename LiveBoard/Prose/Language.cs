using System.Collections.Immutable;
using System.Globalization;
using Grains.Interfaces.Catalogue;
using Humanizer;
using Humanizer.Localisation;
using NodaTime;
using NodaTime.Text;

namespace LiveBoard.Prose;

/// <summary>How dates, durations, names and lists are said: in Vietnamese, or in English.</summary>
internal sealed class Language
{
    private static readonly ImmutableArray<string> _words = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    private static readonly ImmutableArray<string> _weekdays = ["thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật"];

    private readonly CultureInfo _culture;
    private readonly LocalDatePattern _date;
    private readonly bool _isVietnamese;

    private Language(string name, string date)
    {
        Name = name;
        _isVietnamese = name == "vi";
        if (_isVietnamese)
            VietnameseDurations.Register();
        _culture = CultureInfo.GetCultureInfo(name);
        _date = LocalDatePattern.Create(date, CultureInfo.InvariantCulture);
    }

    public static Language Vietnamese { get; } = new("vi", "dd/MM/uuuu");

    public static Language English { get; } = new("en", "d MMMM uuuu");

    /// <summary><c>vi</c> or <c>en</c>.</summary>
    public string Name { get; }

    public string Say(Phrase phrase, params object?[] with) => string.Format(CultureInfo.InvariantCulture, _isVietnamese ? phrase.Vi : phrase.En, with);

    /// <summary>The Vietnamese name, also where an English one is missing.</summary>
    public string Of(BilingualText text) => _isVietnamese ? text.Vi : text.En ?? text.Vi;

    /// <summary>Such as <c>thứ Sáu 02/01/2026</c>.</summary>
    public string Date(LocalDate date) => $"{Weekday(date.DayOfWeek)} {_date.Format(date)}";

    public string Date(DateOnly date) => Date(LocalDate.FromDateOnly(date));

    /// <summary>A weekday as calendars write it (<c>mon</c>); anything else as it is.</summary>
    public string Weekday(string word) => _words.IndexOf(word) is >= 0 and var index ? Weekday((IsoDayOfWeek)(index + 1)) : word;

    /// <summary>Such as <c>thứ Sáu 02/01/2026 08:30</c>, local to a zone; seconds only where there are any.</summary>
    public string Moment(DateTimeOffset at, DateTimeZone zone)
    {
        var local = Instant.FromDateTimeOffset(at).InZone(zone).LocalDateTime;
        return $"{Date(local.Date)} {Clock(local.TimeOfDay)}";
    }

    public static string Clock(DateTimeOffset at, DateTimeZone zone) => Clock(Instant.FromDateTimeOffset(at).InZone(zone).TimeOfDay);

    /// <summary>Working time in hours, minutes and whole seconds; days would be ambiguous.</summary>
    public string Duration(decimal seconds) => TimeSpan.FromSeconds((double)decimal.Truncate(seconds)).Humanize(
        precision: 3, culture: _culture, maxUnit: TimeUnit.Hour, minUnit: TimeUnit.Second, collectionSeparator: _isVietnamese ? " " : ", ");

    public string Allowance(AllowanceUnit unit, decimal value) => Say(unit switch
    {
        AllowanceUnit.Hours => value == 1 ? ClockPhrases.OneHour : ClockPhrases.Hours,
        AllowanceUnit.WorkingDays => value == 1 ? ClockPhrases.OneWorkingDay : ClockPhrases.WorkingDays,
        AllowanceUnit.CalendarDays => value == 1 ? ClockPhrases.OneDay : ClockPhrases.Days,
        AllowanceUnit.Months => value == 1 ? ClockPhrases.OneMonth : ClockPhrases.Months,
        _ => ClockPhrases.Seconds,
    }, value.ToString("0.######", _culture));

    /// <summary>Such as <c>a, b và c</c>.</summary>
    public string List(IReadOnlyList<string> items) => items.Count switch
    {
        0 => "",
        1 => items[0],
        _ => $"{string.Join(", ", items.Take(items.Count - 1))} {(_isVietnamese ? "và" : "and")} {items[^1]}",
    };

    /// <summary>With a capital letter.</summary>
    public static string Sentence(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    private static string Clock(LocalTime time) =>
        (time.Second == 0 && time.NanosecondOfSecond == 0 ? LocalTimePattern.CreateWithInvariantCulture("HH:mm") : LocalTimePattern.CreateWithInvariantCulture("HH:mm:ss")).Format(time);

    private string Weekday(IsoDayOfWeek day) => _isVietnamese ? _weekdays[(int)day - 1] : day.ToString();
}
