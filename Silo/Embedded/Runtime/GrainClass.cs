using System.Collections.Concurrent;
using System.Reflection;
using Orleans.Concurrency;
using Orleans.Hosting;

namespace Orleans.Runtime;

/// <summary>A grain class: how it is built, and which of its grains live.</summary>
internal sealed class GrainClass : Destination, IHome
{
    private readonly ConcurrentDictionary<string, ICallTarget> _living = new(StringComparer.Ordinal);
    private readonly EmbeddedSilo _silo;
    private readonly GrainBuilder _builder;
    private readonly int? _workers;

    public GrainClass(EmbeddedSilo silo, Type type, Traits traits)
        : base(traits)
    {
        _silo = silo;
        _builder = new GrainBuilder(type, traits.Services);
        _workers = type.GetCustomAttribute<StatelessWorkerAttribute>()?.MaxLocalWorkers;
        Type = type;
        OverridesActivation = Overrides(type, nameof(IGrainBase.OnActivateAsync));
        OverridesDeactivation = Overrides(type, nameof(IGrainBase.OnDeactivateAsync));
    }

    public Type Type { get; }

    public bool OverridesActivation { get; }

    public bool OverridesDeactivation { get; }

    /// <summary>Adds those that live now.</summary>
    public void AddLiving(List<Activation> living)
    {
        foreach (var (_, target) in _living)
            target.AddLiving(living);
    }

    public int CountLiving()
    {
        var living = new List<Activation>();
        AddLiving(living);
        return living.Count;
    }

    public object Build(Activation activation) => _builder.Build(activation);

    public override void Dispatch(string key, Turn turn)
    {
        ICallTarget? target;
        do
        {
            if (!_living.TryGetValue(key, out target))
            {
                if (!_silo.MayActivate)
                {
                    turn.Refuse(new SiloUnavailableException(_silo.Unavailable));
                    return;
                }

                target = _living.GetOrAdd(key, NewTarget);
            }
        }
        while (!target.TryAccept(turn));
    }

    public void Release(Activation gone, WorkQueue left)
    {
        if (left.Count > 0 && _silo.MayActivate)
        {
            var successor = new Activation(this, this, gone.Key, left);
            _living[gone.Key] = successor;
            successor.Awaken();
            return;
        }

        _living.TryRemove(KeyValuePair.Create<string, ICallTarget>(gone.Key, gone));
        while (left.Take() is Turn turn)
            turn.Refuse(new SiloUnavailableException(_silo.Unavailable));
    }

    public void Release(WorkerPool gone) => _living.TryRemove(KeyValuePair.Create<string, ICallTarget>(gone.Key, gone));

    private ICallTarget NewTarget(string key) =>
        _workers is { } most ? new WorkerPool(this, key, most) : new Activation(this, this, key);

    private static bool Overrides(Type type, string method) =>
        !typeof(Grain).IsAssignableFrom(type) || type.GetMethod(method)?.DeclaringType != typeof(Grain);
}

/// <summary>What one key of a grain class leads to.</summary>
internal interface ICallTarget
{
    void AddLiving(ICollection<Activation> living);

    /// <returns>False when it is gone and the key must be looked up again.</returns>
    bool TryAccept(Turn turn);
}
