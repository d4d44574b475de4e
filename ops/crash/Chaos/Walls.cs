using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Monitor.Crash.Chaos;

/// <summary>Walls in a real browser, one of each board, and what they showed each second.</summary>
internal sealed class Walls : IAsyncDisposable
{
    private const string Live = "live";
    private readonly Process _browser;
    private readonly Cluster _cluster;
    private readonly string _office;
    private readonly ConcurrentQueue<(long At, string Board, string State, long Open)> _shown = new();

    private Walls(Process browser, Cluster cluster, string office) => (_browser, _cluster, _office) = (browser, cluster, office);

    public static Walls Open(string script, string pictures, Cluster cluster, string office)
    {
        string[] urls = [.. cluster.Of(MemberKind.Board).Select(board => $"{board.Name}={cluster.AddressOf(board)}wall/{office}")];
        var start = new ProcessStartInfo("node", [script, Path.Combine(pictures, "walls"), .. urls])
        {
            UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true,
        };
        var walls = new Walls(new Process { StartInfo = start }, cluster, office);
        walls._browser.OutputDataReceived += (_, line) => walls.Hear(line.Data);
        walls._browser.Start();
        walls._browser.BeginOutputReadLine();
        return walls;
    }

    /// <summary>Judges what was shown since the last call: whatever a wall called live must have been true, at the most 15 s before.</summary>
    /// <param name="made">Timestamp of the first fault.</param>
    /// <param name="stopped">Boards that were stopped themselves: their walls come back when they do.</param>
    public (IReadOnlyDictionary<string, int> States, long? LiveAgain) Judge(FrameJudge judge, long made, IReadOnlyCollection<string> stopped)
    {
        if (_browser.HasExited)
            throw new BrokenPromiseException("The browser ended");
        var states = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var (seen, away, again) = (new List<Seen>(), new HashSet<string>(), (long?)null);
        var now = _cluster.Now.UtcTicks;
        while (_shown.TryDequeue(out var shown))
        {
            states[shown.State] = states.GetValueOrDefault(shown.State) + 1;
            if (shown.State == Live)
                seen.Add(new Seen($"wall of {shown.Board}", _office, shown.At, TimeSpan.Zero, now, now, new Shown(shown.Open, Shown.Hidden, Shown.Hidden, Shown.Hidden)));
            if (shown.At < made || stopped.Contains(shown.Board))
                continue;
            if (shown.State != Live)
                away.Add(shown.Board);
            else if (away.Remove(shown.Board))
                again = shown.At;
        }

        judge.Judge([seen]);
        return (states, away.Count > 0 ? TimeProvider.System.GetTimestamp() : again);
    }

    public async ValueTask DisposeAsync()
    {
        _browser.StandardInput.Close();
        await Task.WhenAny(_browser.WaitForExitAsync(), Task.Delay(TimeSpan.FromSeconds(5), TimeProvider.System));
        if (!_browser.HasExited)
            _browser.Kill(entireProcessTree: true);
        _browser.Dispose();
    }

    private void Hear(string? line)
    {
        if (line is null || JsonNode.Parse(line) is not { } told)
            return;
        var open = told["numbers"] is JsonArray { Count: > 0 } numbers ? Number(numbers[0]!.GetValue<string>()) : Shown.Hidden;
        _shown.Enqueue((TimeProvider.System.GetTimestamp(), told["wall"]!.GetValue<string>(), told["state"]!.GetValue<string>(), open));
    }

    // As people read it: with a point between thousands.
    private static long Number(string text) =>
        long.TryParse(string.Concat(text.Where(char.IsAsciiDigit)), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : Shown.Hidden;
}
