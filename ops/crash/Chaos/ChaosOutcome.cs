using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Monitor.Crash.Chaos;

/// <summary>What a run came to, also when it was ended early: a table by sort of fault, and JSON.</summary>
internal sealed class ChaosOutcome(ChaosOptions options, Ledger ledger)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, WriteIndented = true };
    private readonly long _began = TimeProvider.System.GetTimestamp();
    private readonly DateTimeOffset _at = TimeProvider.System.GetUtcNow();
    private readonly List<RoundResult> _rounds = [];

    public void Add(RoundResult round) => _rounds.Add(round);

    /// <param name="end"><c>held</c>, <c>broken</c> or <c>interrupted</c>.</param>
    public void Write(string end, string? broken, IReadOnlyCollection<string> notDrained, Examination examination, TextWriter output)
    {
        var verdict = end switch
        {
            "held" => "everything held",
            "interrupted" => "ended by hand; everything held until then",
            _ => $"BROKEN in round {_rounds.Count + 1}: {broken}",
        };
        output.WriteLine($"{options.Scenario}, seed {options.Seed}, {_rounds.Count} rounds: {verdict}");
        output.WriteLine($"{ledger.Answered.Count} events acknowledged, {ledger.Resent} sent again, {examination.Stored} stored; {_rounds.Sum(round => round.Frames)} frames displayed, {_rounds.Sum(round => round.Judged)} judged");
        output.WriteLine("| fault | rounds | declared dead p50, max | requests failed | answered again p50, max | displays fresh again p50, max | oldest on a display | behind, at most | boards right after p50, max |");
        output.WriteLine("|---|---|---|---|---|---|---|---|---|");
        foreach (var sort in _rounds.GroupBy(round => round.Sort).OrderBy(sort => sort.Key, StringComparer.Ordinal))
            output.WriteLine(Row(sort.Key, [.. sort]));
        if (_rounds.Count > 0)
            output.WriteLine(Row("all", _rounds));
        Save(end, broken, notDrained, examination);
    }

    private static string Row(string sort, List<RoundResult> rounds) => "| " + string.Join(" | ", [
        sort, rounds.Count.ToString(CultureInfo.InvariantCulture), Spread(rounds.Select(round => round.DeclaredDead)),
        rounds.Sum(round => round.Failures).ToString(CultureInfo.InvariantCulture), Spread(rounds.Select(round => round.AnsweredAgain)),
        Spread(rounds.Select(round => round.FreshAgain)), Text(rounds.Max(round => round.Oldest)), Text(rounds.Max(round => round.Behind)),
        Spread(rounds.Select(round => (TimeSpan?)round.RightAfter))]) + " |";

    private static string Spread(IEnumerable<TimeSpan?> times)
    {
        var there = times.OfType<TimeSpan>().Order().ToList();
        return there.Count == 0 ? "never" : $"{Text(there[(there.Count - 1) / 2])}, {Text(there[^1])}";
    }

    private static string Text(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s");

    private void Save(string end, string? broken, IReadOnlyCollection<string> notDrained, Examination examination)
    {
        Directory.CreateDirectory(options.Save);
        var told = new
        {
            scenario = options.Scenario,
            at = _at,
            seed = options.Seed,
            again = options.Repeat,
            commit = System.Environment.GetEnvironmentVariable("MONITOR_COMMIT"),
            load = File.ReadAllText("/proc/loadavg").Trim(),
            end,
            broken,
            seconds = Math.Round(TimeProvider.System.GetElapsedTime(_began).TotalSeconds),
            eventsAcknowledged = ledger.Answered.Count,
            eventsSentAgain = ledger.Resent,
            officersActs = ledger.Acts.Count,
            eventsStored = examination.Stored,
            looks = examination.Looks,
            notDrained,
            rounds = _rounds.Select(round => new
            {
                round.Number,
                faults = round.Faults.Select(fault => fault.ToString()),
                declaredDead = S(round.DeclaredDead),
                firstFailure = S(round.FirstFailure),
                round.Failures,
                answeredAgain = S(round.AnsweredAgain),
                freshAgain = S(round.FreshAgain),
                freshAgainOfStopped = S(round.HitFreshAgain),
                oldest = S(round.Oldest),
                behind = S(round.Behind),
                behindOn = round.Worst?.Display,
                behindSaidToBe = S(round.Worst?.Age),
                wallSeconds = round.WallStates,
                wallsLiveAgain = S(round.WallsLiveAgain),
                aheadOfBoard = S(round.Ahead),
                round.Frames,
                round.Judged,
                round.EndedByThemselves,
                rightAfter = S(round.RightAfter),
                took = S(round.Took),
            }),
        };
        File.WriteAllText(Path.Combine(options.Save, $"{_at:yyyy-MM-dd}-{options.Scenario}-{options.Seed}.json"), JsonSerializer.Serialize(told, Json) + "\n");

        static double? S(TimeSpan? time) => time is { } there ? Math.Round(there.TotalSeconds, 2) : null;
    }
}
