using System.Globalization;
using System.Text.Json;

namespace Monitor.Crash;

/// <summary>What a run came to in which nothing was found: it ends at the first broken promise. Times are real, in milliseconds.</summary>
internal sealed class Outcome
{
    private readonly List<double> _restarts = [];
    private readonly List<double> _rightBoards = [];

    public int Rounds { get; set; }

    public int Kills { get; set; }

    public void Restarted(TimeSpan took) => _restarts.Add(took.TotalMilliseconds);

    public void RightBoards(TimeSpan took) => _rightBoards.Add(took.TotalMilliseconds);

    public void Write(CrashOptions options, Ledger ledger, Examination examination, TextWriter output)
    {
        var told = new
        {
            scenario = "crash",
            storage = options.Storage,
            seed = options.Seed,
            rounds = Rounds,
            kills = Kills,
            eventsAcknowledged = ledger.Answered.Count,
            eventsSentAgain = ledger.Resent,
            alertsTaken = ledger.Acknowledged.Count,
            eventsStored = examination.Stored,
            looks = examination.Looks,
            restartP50 = At(_restarts, 0.5),
            restartMax = At(_restarts, 1),
            rightBoardsP50 = At(_rightBoards, 0.5),
            rightBoardsMax = At(_rightBoards, 1),
        };
        output.WriteLine($"crash on {told.storage}, seed {told.seed}");
        Row("rounds", told.rounds);
        Row("kills (SIGKILL)", told.kills);
        Row("events acknowledged", told.eventsAcknowledged);
        Row("events sent again", told.eventsSentAgain);
        Row("alerts taken", told.alertsTaken);
        Row("events stored, at the last look", told.eventsStored);
        Row("looks in which everything held", told.looks);
        Row("restart p50, ms", told.restartP50);
        Row("restart max, ms", told.restartMax);
        Row("ready to right boards p50, ms", told.rightBoardsP50);
        Row("ready to right boards max, ms", told.rightBoardsMax);
        output.WriteLine(JsonSerializer.Serialize(told, JsonSerializerOptions.Web));

        void Row(string name, double value) => output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {name,-32} {value,12:#,0}"));
    }

    private static double At(List<double> values, double share) =>
        values.Count == 0 ? 0 : Math.Round(values.Order().ElementAt((int)((values.Count - 1) * share)));
}
