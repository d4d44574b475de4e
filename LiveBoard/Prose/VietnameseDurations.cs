using Humanizer;
using Humanizer.Configuration;
using Humanizer.Localisation;
using Humanizer.Localisation.Formatters;

namespace LiveBoard.Prose;

/// <summary>Durations in Vietnamese, registered with Humanizer, whose own Vietnamese words are in a package that is not to be had.</summary>
internal sealed class VietnameseDurations() : DefaultFormatter("vi")
{
    /// <summary>Once, before anything is said.</summary>
    public static void Register() => Configurator.Formatters.Register("vi", new VietnameseDurations());

    public override string TimeSpanHumanize_Zero() => "0 giây";

    public override string TimeSpanHumanize(TimeUnit timeUnit, int unit, bool toWords = false) => $"{unit} {Word(timeUnit)}";

    private static string Word(TimeUnit unit) => unit switch
    {
        TimeUnit.Millisecond => "mili giây",
        TimeUnit.Second => "giây",
        TimeUnit.Minute => "phút",
        TimeUnit.Hour => "giờ",
        TimeUnit.Day => "ngày",
        TimeUnit.Week => "tuần",
        TimeUnit.Month => "tháng",
        _ => "năm",
    };
}
