using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime
{
    public interface IGrainTimer : IDisposable
    {
        /// <summary>Sets when the next tick is due and the time between ticks; inside a tick it takes effect when the tick ends.</summary>
        /// <param name="dueTime">From now; <see cref="Timeout.InfiniteTimeSpan"/> stops the timer.</param>
        /// <param name="period">From the end of a tick to the next; <see cref="Timeout.InfiniteTimeSpan"/> for a single tick.</param>
        /// <exception cref="ArgumentOutOfRangeException">Negative, or longer than 49 days.</exception>
        void Change(TimeSpan dueTime, TimeSpan period);
    }

    public readonly struct GrainTimerCreationOptions()
    {
        [SetsRequiredMembers]
        public GrainTimerCreationOptions(TimeSpan dueTime, TimeSpan period)
            : this()
        {
            DueTime = dueTime;
            Period = period;
        }

        public required TimeSpan DueTime { get; init; }

        public required TimeSpan Period { get; init; }

        /// <summary>Ticks do not wait for their turn. Default: false.</summary>
        public bool Interleave { get; init; }

        /// <summary>A tick counts as use, and so keeps the idle collection away. Default: false.</summary>
        public bool KeepAlive { get; init; }
    }
}

namespace Orleans.Timers
{
    using Orleans.Runtime;

    public interface ITimerRegistry
    {
        IGrainTimer RegisterGrainTimer<TState>(
            IGrainContext grainContext, Func<TState, CancellationToken, Task> callback, TState state, GrainTimerCreationOptions options);
    }
}
