using System.CommandLine;
using System.Globalization;
using Grains.Interfaces.Operations;

namespace LiveBoard.Hosting;

/// <summary>The clock of the whole service: each of its processes is told the same one.</summary>
/// <param name="Start">Where it starts; null with real time.</param>
/// <param name="Since">The real time at which it stood there: several processes, or one that starts again, then agree. Null is now.</param>
/// <param name="Speed">Seconds of this clock in one real second.</param>
public sealed record ServiceClock(DateTimeOffset? Start, DateTimeOffset? Since, double Speed)
{
    public const double MinSpeed = 0.0001;

    public const double MaxSpeed = 100_000;

    /// <summary>Not the machine's own: every page then says so.</summary>
    public bool IsReplay => Start is not null || Speed != 1;

    public ServiceClockInfo Info => IsReplay ? new ServiceClockInfo("replay", Speed) : ServiceClockInfo.Real;

    public TimeProvider On(TimeProvider real)
    {
        var since = Since ?? real.GetUtcNow();
        return IsReplay ? new ReplayClock(real, Start ?? since, since, Speed) : real;
    }
}

/// <summary>The clock on a command line.</summary>
public static class ServiceClockOptions
{
    private static readonly Option<DateTimeOffset?> Clock = Instant("--clock", "start the clock at this instant, such as 2022-02-28T13:00:00Z");
    private static readonly Option<DateTimeOffset?> Since = Instant("--clock-since", "the real time at which it stood there: all processes of a cluster need the same one");
    private static readonly Option<double> Speed = new("--speed") { Description = "how many times faster than real time the clock runs", DefaultValueFactory = _ => 1 };

    static ServiceClockOptions() => Speed.Validators.Add(result =>
    {
        if (result.Tokens.Count == 1 && result.GetValueOrDefault<double>() is not (>= ServiceClock.MinSpeed and <= ServiceClock.MaxSpeed))
            result.AddError($"--speed must be {ServiceClock.MinSpeed} to {ServiceClock.MaxSpeed}");
    });

    public static void AddServiceClock(this Command command)
    {
        command.Add(Clock);
        command.Add(Since);
        command.Add(Speed);
        command.Validators.Add(result =>
        {
            if (result.GetResult(Since) is not null && result.GetResult(Clock) is null)
                result.AddError("--clock-since needs --clock");
        });
    }

    public static ServiceClock GetServiceClock(this ParseResult result) => new(result.GetValue(Clock), result.GetValue(Since), result.GetValue(Speed));

    private static Option<DateTimeOffset?> Instant(string name, string description) => new(name)
    {
        Description = description,
        CustomParser = result =>
        {
            var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
            if (HasOffset(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant))
                return instant.ToUniversalTime();
            result.AddError($"{name} must be an instant with an offset, such as 2022-02-28T13:00:00Z, and is '{text}'");
            return null;
        },
    };

    private static bool HasOffset(string text) =>
        text.EndsWith('Z') || text.EndsWith('z') || (text.Length > 6 && text[^6] is '+' or '-' && text[^3] == ':');
}
