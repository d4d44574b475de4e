namespace Monitor.Crash;

internal enum KillMoment
{
    /// <summary>Some time after sending began.</summary>
    AnyTime,

    /// <summary>As soon as a source has an answer in hand.</summary>
    AfterAnswer,

    /// <summary>While a request lies with the program.</summary>
    InRequest,
}

/// <summary>How a round ends.</summary>
/// <param name="Share">Of the round's requests, 0 to 1: how far it comes before.</param>
/// <param name="Wait">Milliseconds from the moment to the kill.</param>
/// <param name="WhileStarting">Milliseconds after each start at which it is killed again, before it has started.</param>
/// <param name="OnceReady">Killed again as soon as it says that it is ready.</param>
internal sealed record Kills(KillMoment Moment, double Share, int Wait, int[] WhileStarting, bool OnceReady)
{
    private const int LongestStart = 1_500;

    public int Count => 1 + WhileStarting.Length + (OnceReady ? 1 : 0);

    public static Kills Draw(Random random)
    {
        var moment = (KillMoment)random.Next(3);
        var wait = moment == KillMoment.AfterAnswer ? 0 : random.Next(moment == KillMoment.InRequest ? 20 : 600);
        var starting = random.Next(4) == 0 ? Enumerable.Range(0, random.Next(1, 3)).Select(_ => random.Next(LongestStart)).ToArray() : [];
        return new Kills(moment, random.NextDouble(), wait, starting, random.Next(5) == 0);
    }

    public override string ToString() => string.Join(", ", Words());

    private IEnumerable<string> Words()
    {
        yield return $"{Moment} at {Share:0.00} of the requests + {Wait} ms";
        foreach (var start in WhileStarting)
            yield return $"while starting at {start} ms";
        if (OnceReady)
            yield return "once ready";
    }
}
