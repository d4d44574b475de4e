namespace Monitor.Crash.Chaos;

/// <summary>What one round came to. Times are real, from when the first fault was made; null for what did not happen.</summary>
internal sealed record RoundResult(int Number, IReadOnlyList<Fault> Faults)
{
    /// <summary>What its results are grouped by: two faults at once are a sort of their own.</summary>
    public string Sort => Faults.Count == 1 ? Faults[0].Sort : "two at once";

    /// <summary>The cluster's members agreed that a silo is dead.</summary>
    public TimeSpan? DeclaredDead { get; init; }

    /// <summary>A source was refused or not answered.</summary>
    public TimeSpan? FirstFailure { get; init; }

    /// <summary>Requests that were refused or not answered.</summary>
    public int Failures { get; init; }

    /// <summary>Something was acknowledged again after the last failure.</summary>
    public TimeSpan? AnsweredAgain { get; init; }

    /// <summary>The last display of a board that was not stopped itself was fresh again, if one was ever old.</summary>
    public TimeSpan? FreshAgain { get; init; }

    /// <summary>The same, of boards that were stopped themselves.</summary>
    public TimeSpan? HitFreshAgain { get; init; }

    /// <summary>The oldest that any display of a board that was not stopped itself had on it.</summary>
    public TimeSpan Oldest { get; init; }

    /// <summary>The most that a frame that was fresh when it came was behind the truth.</summary>
    public TimeSpan Behind { get; init; }

    /// <summary>That frame.</summary>
    public Seen? Worst { get; init; }

    /// <summary>The most that a board's clock and the instant of a frame differed, the frame being the later one: a silo's clock that is ahead.</summary>
    public TimeSpan Ahead { get; init; }

    /// <summary>Frames that displays were sent, and how many of them were judged.</summary>
    public int Frames { get; init; }

    public int Judged { get; init; }

    /// <summary>Seconds in each state, over all walls in browsers; null when there are none.</summary>
    public IReadOnlyDictionary<string, int>? WallStates { get; init; }

    /// <summary>The last wall of a board that was not stopped itself said "live" again, if one ever said otherwise.</summary>
    public TimeSpan? WallsLiveAgain { get; init; }

    /// <summary>Processes that ended by themselves, as a silo does that finds that it was declared dead.</summary>
    public int EndedByThemselves { get; init; }

    /// <summary>From when all runs and all is answered until every board says what the rows and the events say.</summary>
    public TimeSpan RightAfter { get; init; }

    public TimeSpan Took { get; init; }

    public override string ToString()
    {
        var parts = new[]
        {
            DeclaredDead is { } dead ? $"dead after {S(dead)}" : null,
            Failures > 0 ? $"{Failures} requests failed, answered again after {S(AnsweredAgain ?? default)}" : "no request failed",
            FreshAgain is { } fresh ? $"displays up to {S(Oldest)} old, fresh after {S(fresh)}" : $"displays up to {S(Oldest)} old",
            HitFreshAgain is { } hit ? $"those of the stopped board after {S(hit)}" : null,
            WallStates is not null ? $"walls {string.Join(", ", WallStates.Select(state => $"{state.Key} {state.Value} s"))}, live after {S(WallsLiveAgain ?? default)}" : null,
            $"behind by up to {S(Behind)}{(Behind > TimeSpan.FromSeconds(2) ? $" on {Worst!.Display}, said to be {S(Worst.Age)} old" : "")}",
            EndedByThemselves > 0 ? $"{EndedByThemselves} ended by themselves" : null,
            $"boards right after {S(RightAfter)}",
        };
        return $"{string.Join(", ", Faults)}: {string.Join("; ", parts.OfType<string>())} ({S(Took)})";
    }

    private static string S(TimeSpan time) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s");
}
