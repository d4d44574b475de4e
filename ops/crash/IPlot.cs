namespace Monitor.Crash;

/// <summary>What is told in a run, and what must come of it.</summary>
internal interface IPlot
{
    /// <summary>The service's clock at the first start.</summary>
    DateTimeOffset Start { get; }

    /// <summary>Seconds of the service's clock in one real second.</summary>
    double Speed { get; }

    /// <summary>Reference documents by kind, in the order in which they must be put.</summary>
    IEnumerable<(string Kind, string Document)> Reference { get; }

    /// <summary>The round's events and its end: the seed alone decides them.</summary>
    Round Next(int number);

    IJudge Judge(Store store);
}

/// <summary>Whether what is shown is what is stored, and what a recount of the events says.</summary>
internal interface IJudge
{
    /// <summary>The program was started anew: what it numbers begins again.</summary>
    void Restarted();

    Task<Verdict> LookAsync(Api service, Recount recount);

    /// <summary>What is wrong once everything has been told.</summary>
    Task<string?> WrongAtTheEndAsync(Api service);
}

/// <param name="Seen">Timestamp at which everything had been read that is judged: judging takes its own time.</param>
/// <param name="Wrong">Null when nothing is.</param>
internal readonly record struct Verdict(long Seen, string? Wrong);

/// <summary>One round's events, in the order in which their sources send them, and how it ends.</summary>
/// <param name="Clock">After the kill the service's clock is here or later: no event of the next round lies in its future.</param>
/// <param name="Seed">Of the sizes of batches and of what is sent twice.</param>
internal sealed record Round(int Number, DateTimeOffset Clock, Told[] Events, Kills Kills, int Seed)
{
    private const int LooksFirstEvery = 3;

    /// <summary>Everything is sent and looked at before the kill.</summary>
    public bool LooksFirst => Number % LooksFirstEvery == 0;

    /// <summary>Unlike that of the runtime the same in every process.</summary>
    public static int SeedOf(int seed, int number) => unchecked((seed * 1_000_003) + (number * 7_919));
}
