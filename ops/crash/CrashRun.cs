namespace Monitor.Crash;

/// <summary>Rounds of sending, killing, starting again and looking whether every promise holds.</summary>
internal sealed class CrashRun
{
    private readonly CrashOptions _options;
    private readonly Place _place;
    private readonly Plan _plan;
    private readonly Ledger _ledger = new();
    private readonly Examination _examination;
    private readonly Dictionary<string, Source> _sources = [];
    private readonly Officer _officer;
    private readonly Outcome _outcome = new();
    private readonly TextWriter _progress;
    private Service? _service;
    private DateTimeOffset _clock = CrashOptions.Start;
    private long _launched;

    private CrashRun(CrashOptions options, TextWriter progress)
    {
        (_options, _progress) = (options, progress);
        _place = Place.Make(options.Server);
        _plan = new Plan(options);
        _examination = new Examination(_place.Store, _ledger);
        _officer = new Officer(_ledger);
    }

    /// <exception cref="BrokenPromiseException">Something did not hold: the text says what, the folder stays.</exception>
    public static async Task RunAsync(CrashOptions options, TextWriter output, TextWriter progress)
    {
        var run = new CrashRun(options, progress);
        try
        {
            await run.RunAsync();
            run._outcome.Write(options, run._ledger, run._examination, output);
        }
        finally
        {
            if (run._service is { } left)
                await left.DisposeAsync();
        }

        run._place.Remove();
    }

    private async Task RunAsync()
    {
        await StartAsync(CrashOptions.Start + CrashOptions.RoundTime);
        await _service!.PutAsync("calendars", Offices.Calendars);
        await _service.PutAsync("policies", Offices.Policies);
        await _service.PutAsync("agencies", Offices.Agencies);
        await _service.PutAsync("procedures", Offices.Procedures);
        for (var number = 1; number <= _options.Rounds; number++)
        {
            var round = _plan.Next(number);
            try
            {
                await PlayAsync(round);
            }
            catch (Exception failure)
            {
                throw new BrokenPromiseException(await DescribeAsync(round, failure));
            }
        }

        await EndAsync();
    }

    // Whatever a kill left unanswered is sent once more: then everything that was ever told is there.
    private async Task EndAsync()
    {
        var never = new Traffic(KillMoment.AfterAnswer, int.MaxValue);
        await Task.WhenAll(_sources.Values.Select(source => source.SendAsync(_service!, new Random(_options.Seed), never)));
        if (_sources.Values.Sum(source => source.Waiting) is > 0 and var waiting)
            throw new BrokenPromiseException($"{waiting} events were not answered at the end. {_options.Repeat}; the data stay in {_place.Folder}");
        await _examination.HoldAsync(_service!);
    }

    private async Task PlayAsync(Round round)
    {
        await SendAsync(round);
        // The next round's events must not lie in the service's future.
        var clock = round.Clock + CrashOptions.RoundTime;
        foreach (var wait in round.Kills.WhileStarting)
        {
            Launch(clock);
            await Task.Delay(TimeSpan.FromMilliseconds(wait), TimeProvider.System);
            await KillAsync();
        }

        await StartAsync(clock);
        if (round.Kills.OnceReady)
        {
            await KillAsync();
            await StartAsync(clock);
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

    private DateTimeOffset Now => _clock + (TimeProvider.System.GetElapsedTime(_launched) * CrashOptions.Speed);

    private async Task StartAsync(DateTimeOffset clock)
    {
        Launch(clock);
        await _service!.ReadyAsync();
        _outcome.Restarted(TimeProvider.System.GetElapsedTime(_launched));
        _examination.Restarted();
    }

    // The service's clock never goes back: it goes on where it may have been, or at the round's own time if that is later.
    private void Launch(DateTimeOffset clock)
    {
        _clock = _launched != 0 && Now > clock ? Now.AddMinutes(1) : clock;
        _launched = TimeProvider.System.GetTimestamp();
        _service = Service.Launch(_options.Host, _place.Folder, _clock, _place.Options);
    }

    private async Task KillAsync()
    {
        await _service!.KillAsync();
        await _service.DisposeAsync();
        _service = null;
        _outcome.Kills++;
    }

    private async Task<string> DescribeAsync(Round round, Exception failure)
    {
        var text = $"""
            {failure.Message}
            round {round.Number} of {_options.Rounds}, killed {round.Kills}; {round.Events.Length} events; the service's clock about {Now:O}
            again: {_options.Repeat}
            the data stay in {_place.Folder}{(_options.Server is null ? "" : $" and in {string.Join(' ', _place.Options)}")}
            {failure}
            what the program said last:
            {string.Join('\n', _service?.Said.TakeLast(40) ?? [])}
            """;
        await File.WriteAllTextAsync(Path.Combine(_place.Folder, "broken-promise.txt"), text);
        return text;
    }
}
