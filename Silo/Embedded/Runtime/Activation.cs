namespace Orleans.Runtime;

/// <summary>
/// One living grain, or observer: its instance, its turns (<c>Activation.Turns.cs</c>), the context its code runs on
/// (<c>Activation.Context.cs</c>) and its life (<c>Activation.Life.cs</c>). Everything mutable is guarded by <see cref="_gate"/>, but for a glance at when it was last used.
/// </summary>
internal sealed partial class Activation : SynchronizationContext, IGrainContext, ICallTarget
{
    private readonly Lock _gate = new();
    private readonly IHome _home;

    private Phase _phase;
    private WorkQueue _ready;
    private WorkQueue _waiting;
    private RunningTurns _running;
    private int _blocking;
    private int _reading;
    private bool _scheduled;
    private bool _watched;
    private long _lastUsed;

    /// <summary>A grain that will be built when its first call comes.</summary>
    public Activation(IHome home, GrainClass grainClass, string key, WorkQueue inherited = default)
        : this(home, grainClass.Traits, key)
    {
        GrainClass = grainClass;
        _waiting = inherited;
    }

    /// <summary>An object that exists already: an observer.</summary>
    public Activation(IHome home, Traits traits, string key, object instance)
        : this(home, traits, key)
    {
        GrainInstance = instance;
        _phase = Phase.Active;
    }

    private Activation(IHome home, Traits traits, string key)
    {
        _home = home;
        Traits = traits;
        Key = key;
        _lastUsed = traits.Watch.Now;
    }

    private enum Phase : byte
    {
        New,
        Activating,
        Active,

        /// <summary>To end as soon as no turn runs.</summary>
        Leaving,

        /// <summary>Runs <c>OnDeactivateAsync</c>.</summary>
        Ending,
        Gone,
    }

    public Traits Traits { get; }

    public string Key { get; }

    public GrainClass? GrainClass { get; }

    public GrainId GrainId => new(Traits.GrainType, IdSpan.Create(Key));

    public object? GrainInstance { get; private set; }

    public IServiceProvider ActivationServices => Traits.Services;

    void ICallTarget.AddLiving(ICollection<Activation> living) => living.Add(this);

    /// <summary>Turns that run or wait.</summary>
    public int Load => _running.Count + _waiting.Count;
}

/// <summary>Where an activation lives, to be told when it has gone and which turns it leaves.</summary>
internal interface IHome
{
    /// <summary>Called under the activation's gate, so that nobody sees it gone and still listed.</summary>
    void Release(Activation gone, WorkQueue left);
}
