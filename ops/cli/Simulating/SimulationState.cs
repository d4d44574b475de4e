using System.Text.Json;
using Monitor.Demo;

namespace Monitor.Cli.Simulating;

/// <summary>
/// What a simulation must remember to go on where it stopped: the minutes that it lived through (the minutes between are drawn as past), and the
/// instant up to which the service has everything.
/// </summary>
internal sealed class SimulationState
{
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public ulong Seed { get; init; }

    public List<LivedMinutes> Runs { get; init; } = [];

    public DateTimeOffset SentUpTo { get; set; } = DateTimeOffset.MinValue;

    public bool Lived(long minute) => Runs.Exists(run => run.From <= minute && minute < run.To);

    /// <param name="file">Null: nothing is remembered. An empty file is a new simulation.</param>
    /// <param name="seed">For a new simulation.</param>
    public static SimulationState Load(string? file, ulong seed)
    {
        if (file is null || !File.Exists(file) || new FileInfo(file).Length == 0)
            return new SimulationState { Seed = seed };
        try
        {
            return JsonSerializer.Deserialize<SimulationState>(File.ReadAllText(file), _json)!;
        }
        catch (JsonException e)
        {
            throw new UsageException($"{file} is not the state of a simulation: {e.Message}");
        }
    }

    /// <summary>Begins to live at a minute.</summary>
    public LivedMinutes Begin(DateTimeOffset now)
    {
        var minute = Province.MinuteOf(now);
        var run = new LivedMinutes { From = minute, To = minute };
        Runs.Add(run);
        return run;
    }

    public void Save(string? file)
    {
        if (file is null)
            return;
        File.WriteAllText(file + ".new", JsonSerializer.Serialize(this, _json));
        File.Move(file + ".new", file, overwrite: true);
    }
}

/// <summary>Minutes since 1970 that a simulation lived through, the last not included.</summary>
internal sealed class LivedMinutes
{
    public long From { get; init; }
    public long To { get; set; }
}
