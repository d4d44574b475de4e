using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Monitor.Crash;

/// <summary>What a run came to, also when it was ended early. Times are real, in milliseconds.</summary>
internal sealed class Outcome
{
    private static readonly JsonSerializerOptions Line = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };
    private readonly long _began = TimeProvider.System.GetTimestamp();
    private readonly List<double> _restarts = [];
    private readonly List<double> _rightBoards = [];

    public int Rounds { get; set; }

    public int Kills { get; set; }

    public void Restarted(TimeSpan took) => _restarts.Add(took.TotalMilliseconds);

    public void RightBoards(TimeSpan took) => _rightBoards.Add(took.TotalMilliseconds);

    /// <param name="end"><c>held</c>, <c>broken</c> or <c>interrupted</c>.</param>
    /// <param name="broken">What did not hold, in one line; null when everything did.</param>
    public void Write(CrashOptions options, string end, string? broken, Ledger ledger, Examination examination, TextWriter output)
    {
        var told = new
        {
            scenario = options.Scenario,
            storage = options.Storage,
            seed = options.Seed,
            commit = Environment.GetEnvironmentVariable("MONITOR_COMMIT"),
            end,
            broken,
            rounds = Rounds,
            kills = Kills,
            eventsAcknowledged = ledger.Answered.Count,
            eventsSentAgain = ledger.Resent,
            officersActs = ledger.Acts.Count,
            eventsStored = examination.Stored,
            looks = examination.Looks,
            seconds = Math.Round(TimeProvider.System.GetElapsedTime(_began).TotalSeconds),
            restartP50 = At(_restarts, 0.5),
            restartMax = At(_restarts, 1),
            rightBoardsP50 = At(_rightBoards, 0.5),
            rightBoardsMax = At(_rightBoards, 1),
        };
        var verdict = end switch
        {
            "held" => "everything held",
            "interrupted" => $"ended by hand after {Rounds} of {options.Rounds} rounds; everything held until then",
            _ => $"BROKEN in round {Rounds + 1}: {broken}",
        };
        output.WriteLine($"{told.scenario} on {told.storage}, seed {told.seed}: {verdict}");
        Row("rounds", told.rounds);
        Row("kills (SIGKILL)", told.kills);
        Row("events acknowledged", told.eventsAcknowledged);
        Row("events sent again", told.eventsSentAgain);
        Row("alerts that officers acted on", told.officersActs);
        Row("events stored, at the last look", told.eventsStored);
        Row("looks in which everything held", told.looks);
        Row("seconds", told.seconds);
        Row("restart p50, ms", told.restartP50);
        Row("restart max, ms", told.restartMax);
        Row("ready to right boards p50, ms", told.rightBoardsP50);
        Row("ready to right boards max, ms", told.rightBoardsMax);
        output.WriteLine(JsonSerializer.Serialize(told, Line));

        void Row(string name, double value) => output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {name,-32} {value,12:#,0}"));
    }

    private static double At(List<double> values, double share) =>
        values.Count == 0 ? 0 : Math.Round(values.Order().ElementAt((int)((values.Count - 1) * share)));
}
