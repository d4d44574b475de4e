using System.Collections.Concurrent;
using System.Diagnostics;

namespace Monitor.Crash.Chaos;

internal enum MemberKind
{
    Silo,
    Board,
    Database,
}

/// <summary>One process of a cluster, as a service manager sees it: what ends by itself is started again.</summary>
/// <param name="place">Where it is in the network: the last number of its address.</param>
/// <param name="command">Its command line, asked anew for each start.</param>
/// <param name="sign">What it says once it serves.</param>
/// <param name="stop">The signal upon which it hands over and ends.</param>
internal sealed class Member(string name, MemberKind kind, int place, Network network, Func<string[]> command, string sign, string stop, string log)
{
    private const int Remembered = 60;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);
    private readonly ConcurrentQueue<string> _said = new();
    private readonly Lock _log = new();
    private TaskCompletionSource _ready = New();
    private TaskCompletionSource _ended = New();
    private Process? _process;

    public string Name => name;

    public MemberKind Kind => kind;

    public int Place => place;

    /// <summary>Down on purpose: nobody starts it again but who stopped it.</summary>
    public bool IsHeld { get; private set; }

    public bool IsFrozen { get; private set; }

    /// <summary>How far its clock is ahead, in real time.</summary>
    public TimeSpan ClockAhead { get; set; }

    /// <summary>How often it ended that nobody had asked to.</summary>
    public int EndedByItself { get; private set; }

    public Dictionary<string, string> Environment { get; } = [];

    public bool IsRunning => _process is not null && !_ended.Task.IsCompleted;

    public bool IsReady => IsRunning && !IsFrozen && _ready.Task.IsCompleted;

    public IEnumerable<string> Said => _said;

    public void Launch()
    {
        (_ready, _ended, IsHeld) = (New(), New(), false);
        var (ready, ended) = (_ready, _ended);
        string[] line = [.. network.At(place), .. command()];
        // A process group of its own, so that a signal reaches what it started, too.
        var start = new ProcessStartInfo("setsid", line) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (variable, value) in Environment)
            start.Environment[variable] = value;
        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.OutputDataReceived += (_, heard) => Hear(heard.Data, ready);
        process.ErrorDataReceived += (_, heard) => Hear(heard.Data, ready);
        process.Exited += (_, _) =>
        {
            Note("ended");
            ended.TrySetResult();
        };
        Note("started");
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _process = process;
    }

    /// <summary>What a service manager does every moment.</summary>
    public void Mend()
    {
        if (IsRunning || IsHeld)
            return;
        EndedByItself++;
        Launch();
    }

    /// <exception cref="BrokenPromiseException">It does not serve.</exception>
    public async Task ReadyAsync()
    {
        var waited = TimeProvider.System.GetTimestamp();
        while (!IsReady)
        {
            if (TimeProvider.System.GetElapsedTime(waited) > Patience)
                throw new BrokenPromiseException($"{name} does not serve after {Patience.TotalSeconds} s: {string.Join(" | ", _said.TakeLast(8))}");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }
    }

    public async Task KillAsync()
    {
        IsHeld = true;
        await SignalAsync("KILL");
        await _ended.Task;
        IsFrozen = false;
    }

    public async Task FreezeAsync()
    {
        await SignalAsync("STOP");
        IsFrozen = true;
    }

    public async Task ThawAsync()
    {
        await SignalAsync("CONT");
        IsFrozen = false;
    }

    /// <returns>How long it took to hand over and end; null when it had to be killed.</returns>
    public async Task<TimeSpan?> StopAsync(TimeSpan patience)
    {
        IsHeld = true;
        var began = TimeProvider.System.GetTimestamp();
        await SignalAsync(stop);
        await Task.WhenAny(_ended.Task, Task.Delay(patience, TimeProvider.System));
        if (_ended.Task.IsCompleted)
            return TimeProvider.System.GetElapsedTime(began);
        await KillAsync();
        return null;
    }

    // To the whole group; one that has just ended by itself is not there to hear it.
    private async Task SignalAsync(string signal)
    {
        try
        {
            if (IsRunning)
                await Shell.RunAsync("kill", $"-{signal}", "--", $"-{_process!.Id}");
        }
        catch (ShellException)
        {
            await Task.WhenAny(_ended.Task, Task.Delay(TimeSpan.FromSeconds(5), TimeProvider.System));
        }
    }

    private void Hear(string? line, TaskCompletionSource ready)
    {
        if (line is null)
            return;
        _said.Enqueue(line);
        while (_said.Count > Remembered)
            _said.TryDequeue(out _);
        Write(line);
        if (line.Contains(sign, StringComparison.Ordinal))
            ready.TrySetResult();
    }

    private void Note(string what) => Write($"== {TimeProvider.System.GetUtcNow():HH:mm:ss.fff} {what}");

    private void Write(string line)
    {
        lock (_log)
            File.AppendAllText(log, line + "\n");
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
