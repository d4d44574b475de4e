namespace Grains.Tests.Live;

/// <summary>How many of the reports to agencies get lost on their way.</summary>
internal sealed class Losses
{
    private readonly Random _random = new(20_261_121);

    /// <summary>0 to 1.</summary>
    public double Share { get; set; }

    /// <summary>Every lost one fails. Else only half of them do, and the others look as if they had arrived.</summary>
    public bool AlwaysFail { get; set; }

    public int Lost { get; private set; }

    /// <summary>Grain key of an agency that hangs: reports from below and questions from above get no answer.</summary>
    public string? Hung { get; set; }

    /// <summary>Grain key of an agency that is not awake until <see cref="Woken"/> ends.</summary>
    public string? Asleep { get; set; }

    public TaskCompletionSource Woken { get; } = new();

    /// <summary>The answer of one that hangs.</summary>
    public static Task Never => new TaskCompletionSource().Task;

    /// <exception cref="TimeoutException">Lost, and the caller sees it.</exception>
    public bool Loses()
    {
        lock (_random)
        {
            if (_random.NextDouble() >= Share)
                return false;
            Lost++;
            return !AlwaysFail && _random.Next(2) == 0 ? true : throw new TimeoutException("the report was lost");
        }
    }
}
