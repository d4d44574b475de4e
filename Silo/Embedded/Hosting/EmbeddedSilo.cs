using System.Reflection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace Orleans.Hosting;

/// <summary>The engine of one process: the grain classes, the watch over their calls, the start and the stop.</summary>
internal sealed class EmbeddedSilo : IHostedService, IActivationCounts, IDisposable
{
    private readonly EmbeddedSiloOptions _options;
    private readonly IServiceProvider _services;
    private readonly ILogger _log;
    private readonly Watch _watch;
    private readonly GrainClass[] _classes;
    private volatile Stage _stage;
    private ITimer? _collector;

    public EmbeddedSilo(EmbeddedSiloOptions options, IServiceProvider services, ILogger<EmbeddedSilo> log)
    {
        (_options, _services, _log) = (options, services, log);
        _watch = new Watch(options.EngineClock, log.SweepFailed);
        _classes = [.. options.GrainAssemblies.Distinct().SelectMany(GrainClassesOf).Select(type => new GrainClass(this, type, TraitsOf(type)))];
        var observers = new ObserverDirectory(NewTraits(GrainType.Create("observer"), reentrant: false, long.MaxValue));
        Client = new Client(services, _classes, observers);
    }

    private enum Stage
    {
        Starting,
        Running,
        Stopping,
    }

    public Client Client { get; }

    public bool MayActivate => _stage == Stage.Running;

    public string Unavailable => _stage == Stage.Starting ? "The silo has not started." : "The silo is stopping.";

    public IReadOnlyDictionary<string, int> Count() =>
        _classes.ToDictionary(grainClass => NameOf(grainClass.Type), grainClass => grainClass.CountLiving(), StringComparer.Ordinal);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _watch.Start();
        _collector = _options.EngineClock.CreateTimer(
            _ => CollectIdle(age: null), state: null, _options.CollectionPeriod, _options.CollectionPeriod);
        _stage = Stage.Running;
        _log.Started(_classes.Length);
        return Task.CompletedTask;
    }

    /// <summary>Ends every activation. Living ones may still call one another until the last has gone; no new one comes.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _stage = Stage.Stopping;
        _collector?.Dispose();
        var living = Living();
        foreach (var activation in living)
            activation.Deactivate(new(DeactivationReasonCode.ShuttingDown, "The silo stops."), CancellationToken.None);
        try
        {
            await Task.WhenAll(living.Select(static activation => activation.Deactivated))
                .WaitAsync(_options.ShutdownTimeout, _options.EngineClock, cancellationToken);
        }
        catch (Exception failure) when (failure is TimeoutException or OperationCanceledException)
        {
            _log.StoppedWithActivationsLeft(
                living.Count(static activation => !activation.Deactivated.IsCompleted), _options.ShutdownTimeout.TotalSeconds);
        }

        _watch.Dispose();
    }

    /// <param name="age">How long without a call suffices; null for the limit of each class, or less when too many live.</param>
    public void CollectIdle(TimeSpan? age)
    {
        try
        {
            var now = _watch.Now;
            var living = Living();
            var ticks = age is { } given ? Watch.Ticks(given) : AgeThatLeavesFew(living, now);
            foreach (var activation in living)
                activation.CollectIfIdle(now, ticks);
        }
        catch (Exception failure)
        {
            _log.SweepFailed(failure);
        }
    }

    private List<Activation> Living()
    {
        var living = new List<Activation>();
        foreach (var grainClass in _classes)
            grainClass.AddLiving(living);
        return living;
    }

    // Those that were idle for the longest go first.
    private long AgeThatLeavesFew(List<Activation> living, long now)
    {
        var tooMany = living.Count - _options.MaxIdleActivations;
        if (tooMany <= 0)
            return long.MaxValue;
        foreach (var (ticks, count) in living.Select(activation => activation.IdleTicks(now)).CountBy(ticks => ticks).OrderByDescending(idle => idle.Key))
        {
            tooMany -= count;
            if (tooMany <= 0)
                return Math.Max(ticks, 0);
        }

        return 0;
    }

    public void Dispose()
    {
        _collector?.Dispose();
        _watch.Dispose();
    }

    private static IEnumerable<Type> GrainClassesOf(Assembly assembly) => assembly.GetTypes()
        .Where(static type => type is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false }
            && typeof(IGrain).IsAssignableFrom(type) && typeof(IGrainBase).IsAssignableFrom(type));

    private Traits TraitsOf(Type type)
    {
        var limit = type.GetCustomAttribute<CollectionAgeLimitAttribute>();
        var always = limit is { AlwaysActive: true } || type.IsDefined(typeof(KeepAliveAttribute));
        var age = always ? long.MaxValue : Watch.Ticks(limit?.AgeLimit ?? _options.CollectionAge);
        var grainType = type.GetCustomAttribute<GrainTypeAttribute>()?.GetGrainType(_services, type) ?? GrainType.Create(NameOf(type));
        return NewTraits(grainType, type.IsDefined(typeof(ReentrantAttribute)), age);
    }

    private Traits NewTraits(GrainType grainType, bool reentrant, long collectionAge) => new()
    {
        GrainType = grainType,
        Services = _services,
        Watch = _watch,
        Log = _log,
        MaxCalls = _options.MaxCallsPerActivation,
        ResponseTicks = Watch.Ticks(_options.ResponseTimeout) + 1,
        ActivationTimeout = _options.ActivationTimeout,
        EngineClock = _options.EngineClock,
        Reentrant = reentrant,
        CollectionAge = collectionAge,
    };

    private static string NameOf(Type type)
    {
        var name = type.Name.ToLowerInvariant();
        return name.Length > 5 && name.EndsWith("grain", StringComparison.Ordinal) ? name[..^5] : name;
    }
}
