namespace Monitor.Crash;

/// <summary>Rounds of sending, killing, starting again and looking whether every promise holds.</summary>
internal sealed class CrashRun
{
    // Real time that a restart is later than the kill at the least: the service's clock never goes back.
    private static readonly TimeSpan Later = TimeSpan.FromMilliseconds(50);

    private readonly CrashOptions _options;
    private readonly IPlot _plot;
    private readonly Place _place;
    private readonly Ledger _ledger = new();
    private readonly Examination _examination;
    private readonly Dictionary<string, Source> _sources = [];
    private readonly Officer _officer;
    private readonly Outcome _outcome = new();
    private readonly TextWriter _progress;
    private readonly CancellationToken _cancellation;
    private Service? _service;
    private Round? _round;
    private DateTimeOffset _clock;
    private long _launched;

    private CrashRun(CrashOptions options, TextWriter progress, CancellationToken cancellation)
    {
        (_options, _progress, _cancellation) = (options, progress, cancellation);
        _plot = options.Plot();
        _place = Place.Make(options.Server);
        _examination = new Examination(_place.Store, _ledger, _plot.Judge(_place.Store));
        _officer = new Officer(_ledger);
    }

    /// <summary>Writes what it came to, however it ends.</summary>
    /// <exception cref="BrokenPromiseException">Something did not hold: the text says what, and the data stay.</exception>
    /// <exception cref="OperationCanceledException">It was ended by hand; the data are removed.</exception>
    public static async Task RunAsync(CrashOptions options, TextWriter output, TextWriter progress, CancellationToken cancellation)
    {
        var run = new CrashRun(options, progress, cancellation);
        try
        {
            await run.RunAsync().WaitAsync(cancellation);
            run.Write("held", null, output);
        }
        catch (Exception) when (cancellation.IsCancellationRequested)
        {
            run.Write("interrupted", null, output);
            await run.StopAsync();
            run._place.Remove();
            throw new OperationCanceledException(cancellation);
        }
        catch (Exception failure)
        {
            run.Write("broken", failure.Message, output);
            var description = await run.DescribeAsync(failure);
            await run.StopAsync();
            throw new BrokenPromiseException(description, failure);
        }

        await run.StopAsync();
        run._place.Remove();
    }

    private void Write(string end, string? broken, TextWriter output) => _outcome.Write(_options, end, broken, _ledger, _examination, output);

    private async Task RunAsync()
    {
        await StartAsync(_plot.Start);
        foreach (var (kind, document) in _plot.Reference)
            await _service!.PutAsync(kind, document);
        for (var number = 1; number <= _options.Rounds; number++)
        {
            _round = _plot.Next(number);
            await PlayAsync(_round);
        }

        await EndAsync();
    }

    // Whatever a kill left unanswered is sent once more: then everything that was ever told is there.
    private async Task EndAsync()
    {
        var never = new Traffic(KillMoment.AfterAnswer, int.MaxValue);
        await Task.WhenAll(_sources.Values.Select(source => source.SendAsync(_service!, new Random(_options.Seed), never)));
        if (_sources.Values.Sum(source => source.Waiting) is > 0 and var waiting)
            throw new BrokenPromiseException($"{waiting} events were not answered at the end");
        await _examination.HoldAtTheEndAsync(_service!);
    }

    private async Task PlayAsync(Round round)
    {
        await SendAsync(round);
        foreach (var wait in round.Kills.WhileStarting)
        {
            Launch(round.Clock);
            await Task.Delay(TimeSpan.FromMilliseconds(wait), TimeProvider.System);
            await KillAsync();
        }

        await StartAsync(round.Clock);
        if (round.Kills.OnceReady)
        {
            await KillAsync();
            await StartAsync(round.Clock);
        }

        var took = await _examination.HoldAsync(_service!);
        _outcome.RightBoards(took);
        _outcome.Rounds++;
        await _progress.WriteLineAsync(
            $"round {round.Number}/{_options.Rounds}: killed {round.Kills}; {_ledger.Answered.Count} events acknowledged, boards right after {took.TotalMilliseconds:0} ms");
    }

    private async Task SendAsync(Round round)
    {
        foreach (var told in round.Events.GroupBy(told => told.Source))
        {
            if (!_sources.TryGetValue(told.Key, out var source))
                _sources[told.Key] = source = new Source(told.Key, _ledger);
            source.Add(told);
        }

        // Batches hold 20 events on an average.
        var requests = 1 + (_sources.Values.Sum(source => source.Waiting) / 20);
        var traffic = new Traffic(round.Kills.Moment, Math.Max(1, (int)(requests * round.Kills.Share)));
        var random = new Random(round.Seed);
        var sending = Task.WhenAll(
            [_officer.WorkAsync(_service!, new Random(random.Next())), .. _sources.Values.Select(source => source.SendAsync(_service!, new Random(random.Next()), traffic))]);
        if (round.LooksFirst)
        {
            // Boards that have lived through it all, not only those that were read anew.
            await sending;
            await _examination.HoldAsync(_service!);
        }

        await Task.WhenAny(traffic.Came, sending);
        if (!sending.IsCompleted)
            await Task.WhenAny(sending, Task.Delay(TimeSpan.FromMilliseconds(round.Kills.Wait), TimeProvider.System));
        await KillAsync();
        await sending;
    }

    private DateTimeOffset Now => _clock + ((TimeProvider.System.GetElapsedTime(_launched) + Later) * _plot.Speed);

    private async Task StartAsync(DateTimeOffset clock)
    {
        Launch(clock);
        await _service!.ReadyAsync();
        _outcome.Restarted(TimeProvider.System.GetElapsedTime(_launched));
        _examination.Restarted();
    }

    // It goes on where its clock may have been, or at the round's own time if that is later.
    private void Launch(DateTimeOffset clock)
    {
        _cancellation.ThrowIfCancellationRequested();
        _clock = _launched != 0 && Now > clock ? Now : clock;
        _launched = TimeProvider.System.GetTimestamp();
        _service = Service.Launch(_options.Host, _place.Folder, _clock, _plot.Speed, _place.Options);
    }

    private async Task KillAsync()
    {
        await StopAsync();
        _outcome.Kills++;
    }

    private async Task StopAsync()
    {
        if (Interlocked.Exchange(ref _service, null) is not { } service)
            return;
        await service.KillAsync();
        await service.DisposeAsync();
    }

    private async Task<string> DescribeAsync(Exception failure)
    {
        var text = $"""
            {failure.Message}
            round {_round?.Number ?? 0} of {_options.Rounds}, killed {_round?.Kills}; {_round?.Events.Length} events; the service's clock about {Now:O}
            again: {_options.Repeat}
            the data stay in {_place.Folder}{(_options.Server is null ? "" : $" and in {string.Join(' ', _place.Options)}")}
            {failure}
            what the program said last:
            {string.Join('\n', _service?.Said.TakeLast(40) ?? [])}
            """;
        await File.WriteAllTextAsync(Path.Combine(_place.Folder, "broken-promise.txt"), text, CancellationToken.None);
        return text;
    }
}
