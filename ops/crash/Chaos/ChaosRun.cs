using Npgsql;

namespace Monitor.Crash.Chaos;

/// <summary>Rounds of telling, of something going wrong meanwhile, and of looking whether every promise held and holds.</summary>
internal sealed class ChaosRun : IAsyncDisposable
{
    private static readonly TimeSpan Lead = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Tail = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(250);
    private readonly ChaosOptions _options;
    private readonly Scene _scene;
    private readonly Ledger _ledger = new();
    private readonly Cluster _cluster;
    private readonly Examination _examination;
    private readonly Truth _truth;
    private readonly Senders _senders;
    private readonly Officer _officer;
    private readonly Hand _hand;
    private readonly Membership _membership;
    private readonly TextWriter _progress;
    private readonly CancellationToken _cancellation;
    private Watching _watching = null!; // Set when the cluster runs, as are walls, if there are any.
    private Walls? _walls;

    private ChaosRun(ChaosOptions options, Scene scene, string folder, TextWriter progress, CancellationToken cancellation)
    {
        (_options, _scene, _progress, _cancellation) = (options, scene, progress, cancellation);
        _cluster = new Cluster(options, folder, scene.Clock, scene.Plot.Speed);
        _examination = new Examination(_cluster.Store, _ledger, scene.Plot.Judge(_cluster.Store));
        _truth = new Truth(_ledger, scene.Plot.Speed, scene.Boards);
        _senders = new Senders(_cluster, _ledger);
        _officer = new Officer(_ledger);
        _hand = new Hand(_cluster);
        _membership = new Membership(_cluster);
        Outcome = new ChaosOutcome(options, _ledger);
    }

    public ChaosOutcome Outcome { get; }

    /// <summary>Writes what it came to, however it ends.</summary>
    /// <exception cref="BrokenPromiseException">Something did not hold: the text says what, and logs and data stay.</exception>
    public static async Task RunAsync(ChaosOptions options, Scene scene, TextWriter output, TextWriter progress, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("monitor-chaos-").FullName;
        // PostgreSQL's own user must be able to come through.
        await Shell.RunAsync("chmod", "755", folder);
        await using var run = new ChaosRun(options, scene, folder, progress, cancellation);
        Exception? broken = null;
        try
        {
            await run.PlayAsync();
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            broken = failure;
        }

        run.Outcome.Write(cancellation.IsCancellationRequested ? "interrupted" : broken is null ? "held" : "broken", broken?.Message, run._hand.NotDrained, run._examination, output);
        await run._cluster.DisposeAsync();
        if (broken is not null)
            throw new BrokenPromiseException($"{(broken is BrokenPromiseException ? broken.Message : broken)}\nagain: {options.Repeat}\nlogs and data stay in {folder}", broken);
        Directory.Delete(folder, recursive: true);
        cancellation.ThrowIfCancellationRequested();
    }

    public async ValueTask DisposeAsync()
    {
        if (_watching is not null)
            await _watching.DisposeAsync();
        if (_walls is not null)
            await _walls.DisposeAsync();
    }

    private async Task PlayAsync()
    {
        var began = TimeProvider.System.GetTimestamp();
        await _cluster.StartAsync();
        using var over = CancellationTokenSource.CreateLinkedTokenSource(_cancellation);
        var membership = _membership.WatchAsync(over.Token);
        foreach (var (kind, document) in _scene.Plot.Reference)
            await HoldAsync(() => _cluster.Doors[0].PutAsync(kind, document));
        _watching = new Watching(_cluster, _scene.Boards.Select(board => board.Office));
        if (_options.Wall is { } script)
            _walls = Walls.Open(script, _options.Save, _cluster, _scene.Boards[0].Office);
        await _progress.WriteLineAsync($"{Cluster.Silos} silos and {Cluster.Boards} boards serve after {TimeProvider.System.GetElapsedTime(began).TotalSeconds:0} s; logs in {_cluster.Folder}");
        for (var number = 1; number <= _options.Rounds && TimeProvider.System.GetElapsedTime(began) < TimeSpan.FromMinutes(_options.Minutes); number++)
        {
            var result = await PlayAsync(_scene.Plot.Next(number), _scene.FaultsOf(number));
            Outcome.Add(result);
            await _progress.WriteLineAsync($"round {number}/{_options.Rounds}: {result}; {_ledger.Answered.Count} events acknowledged");
        }

        foreach (var door in _cluster.Doors)
            await HoldAsync(() => _examination.HoldAtTheEndAsync(door));
        await over.CancelAsync();
        await membership;
    }

    private async Task<RoundResult> PlayAsync(Round round, IReadOnlyList<Fault> faults)
    {
        await TimeComesAsync(round);
        var ended = _cluster.Members.Sum(member => member.EndedByItself);
        var began = TimeProvider.System.GetTimestamp();
        var over = Lead + TimeSpan.FromSeconds(faults.Max(fault => fault.Seconds)) + Tail;
        var telling = _senders.SendAsync(round, _scene.Over ?? over, _cancellation);
        var acting = _officer.WorkAsync(_cluster.Doors[round.Number % _cluster.Doors.Count], new Random(round.Seed));
        await Task.Delay(Lead * new Random(round.Seed).NextDouble(), TimeProvider.System, _cancellation);
        var made = TimeProvider.System.GetTimestamp();
        await Task.WhenAll(faults.Select(_hand.MakeAsync));
        await _cluster.ReadyAsync();
        await telling.WaitAsync(Patience, _cancellation);
        await acting;
        var quiet = TimeProvider.System.GetTimestamp();
        foreach (var door in _cluster.Doors)
            await HoldAsync(() => _examination.HoldAsync(door));
        var right = TimeProvider.System.GetTimestamp();
        _truth.Learn();
        var seen = await SettleAsync(quiet);
        return Judge(new RoundResult(round.Number, faults)
        {
            RightAfter = TimeProvider.System.GetElapsedTime(quiet, right),
            Took = TimeProvider.System.GetElapsedTime(began),
            EndedByThemselves = _cluster.Members.Sum(member => member.EndedByItself) - ended,
        }, seen, made);
    }

    // No event of the round lies in the service's future.
    private async Task TimeComesAsync(Round round)
    {
        var early = (_scene.ClockOf(round) - _cluster.Now) / _cluster.Speed;
        if (early > TimeSpan.Zero)
            await Task.Delay(early, TimeProvider.System, _cancellation);
    }

    // A door may still lead to a silo that has just gone; what is judged is what is said.
    private async Task HoldAsync(Func<Task> look)
    {
        for (var began = TimeProvider.System.GetTimestamp(); ;)
        {
            try
            {
                await look();
                return;
            }
            catch (Exception away) when (away is HttpRequestException or OperationCanceledException or IOException or NpgsqlException)
            {
                _cancellation.ThrowIfCancellationRequested();
                if (TimeProvider.System.GetElapsedTime(began) > Patience)
                    throw new BrokenPromiseException($"Not answered for {Patience.TotalSeconds} s when everything runs: {away.Message}", away);
                await Task.Delay(Again, TimeProvider.System, _cancellation);
            }
        }
    }

    /// <summary>Waits until every display shows what is true now that nobody tells anything.</summary>
    private async Task<Dictionary<string, List<Seen>>> SettleAsync(long quiet)
    {
        var all = _watching.Take();
        for (var began = TimeProvider.System.GetTimestamp(); ;)
        {
            var wrong = all.Where(display => display.Value is not [.., { IsFresh: true } newest] || newest.Arrived < quiet || !(_truth.Behind(newest, default) <= Lead)).ToList();
            if (wrong.Count == 0)
                return all;
            if (TimeProvider.System.GetElapsedTime(began) > Patience)
                throw new BrokenPromiseException($"Display {wrong[0].Key} shows {wrong[0].Value.LastOrDefault()} when everything runs and nobody tells anything");
            await Task.Delay(Again, TimeProvider.System, _cancellation);
            foreach (var (display, seen) in _watching.Take())
                all[display].AddRange(seen.SkipWhile(old => all[display].Count > 0 && old.Arrived <= all[display][^1].Arrived));
        }
    }

    private RoundResult Judge(RoundResult result, Dictionary<string, List<Seen>> seen, long made)
    {
        var now = TimeProvider.System.GetTimestamp();
        var stopped = _cluster.Of(MemberKind.Board).Where(board => result.Faults.Any(fault => fault.Kind != FaultKind.Cut && fault.Hits(board))).Select(board => board.Name).ToList();
        var judge = new FrameJudge(_truth, result.Faults);
        var verdict = judge.Judge(seen.Values);
        var walls = _walls?.Judge(judge, made, stopped);
        var ages = seen.ToLookup(display => stopped.Contains(display.Key.Split(' ')[0]), display => Watching.AgesOf(display.Value, made, now));
        var failures = _senders.Failures.Where(at => at >= made).ToList();
        var deaths = _cluster.Of(MemberKind.Silo).Where(silo => result.Faults.Any(fault => fault.Hits(silo) || fault.Other == Fault.All))
            .Select(silo => _membership.DeathOf(_cluster.Network.Address(silo.Place), made));
        return result with
        {
            DeclaredDead = Since(deaths.Min()),
            FirstFailure = failures.Count == 0 ? null : Since(failures.Min()),
            Failures = failures.Count,
            AnsweredAgain = failures.Count == 0 ? null : Since(_ledger.FirstAnswerAfter(failures.Max())),
            Oldest = ages[false].Select(age => age.Oldest).DefaultIfEmpty().Max(),
            FreshAgain = Since(ages[false].Max(age => age.FreshAgain)),
            HitFreshAgain = Since(ages[true].Select(age => age.FreshAgain).DefaultIfEmpty().Max()),
            Behind = verdict.Behind,
            Worst = verdict.Worst,
            Ahead = verdict.Ahead,
            Frames = verdict.Frames,
            Judged = verdict.Judged,
            WallStates = walls?.States,
            WallsLiveAgain = Since(walls?.LiveAgain),
        };

        TimeSpan? Since(long? at) => at is { } then ? TimeProvider.System.GetElapsedTime(made, then) : null;
    }
}
