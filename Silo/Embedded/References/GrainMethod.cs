using System.Linq.Expressions;
using System.Reflection;
using Orleans.Concurrency;

namespace Orleans.Runtime;

/// <summary>One method of an interface: how it is called on the grain, and how its marks make it wait.</summary>
internal abstract class GrainMethod
{
    protected GrainMethod(MethodInfo method)
    {
        Name = $"{method.DeclaringType!.Name}.{method.Name}";
        Interleaves = method.IsDefined(typeof(AlwaysInterleaveAttribute));
        ReadOnly = method.IsDefined(typeof(ReadOnlyAttribute));
        OneWay = method.ReturnType == typeof(void) || method.IsDefined(typeof(OneWayAttribute));
        Timeout = method.GetCustomAttribute<ResponseTimeoutAttribute>()?.Timeout;
        TokenAt = Array.FindIndex(method.GetParameters(), static parameter => parameter.ParameterType == typeof(CancellationToken));
        Body = Compile(method);
    }

    public string Name { get; }

    public bool Interleaves { get; }

    public bool ReadOnly { get; }

    public bool OneWay { get; }

    public TimeSpan? Timeout { get; }

    /// <summary>Where the cancellation token is among the arguments, or -1.</summary>
    public int TokenAt { get; }

    /// <summary>Calls the method on a grain; the task is of the result's type.</summary>
    public Func<object, object?[], Task> Body { get; }

    /// <exception cref="ArgumentException">The method returns something that cannot be awaited.</exception>
    public static GrainMethod Of(MethodInfo method)
    {
        var returned = method.ReturnType;
        if (returned == typeof(void) || returned == typeof(Task))
            return new GrainMethod<Nothing>(method, static task => task);
        if (returned == typeof(ValueTask))
            return new GrainMethod<Nothing>(method, static task => new ValueTask(task));
        if (!method.IsGenericMethod && returned.IsGenericType)
        {
            var maker = returned.GetGenericTypeDefinition() == typeof(Task<>) ? nameof(OfTask)
                : returned.GetGenericTypeDefinition() == typeof(ValueTask<>) ? nameof(OfValueTask)
                : null;
            if (maker is not null)
            {
                return typeof(GrainMethod).GetMethod(maker, BindingFlags.Static | BindingFlags.NonPublic)!
                    .MakeGenericMethod(returned.GetGenericArguments())
                    .CreateDelegate<Func<MethodInfo, GrainMethod>>()(method);
            }
        }

        throw new ArgumentException(
            $"{method.DeclaringType}.{method.Name}: a grain method is not generic and returns Task, ValueTask, either with a result, or void.",
            nameof(method));
    }

    /// <summary>Makes the turn, sends it off, and returns what the method of the proxy returns.</summary>
    public abstract object? Call(Reference reference, object?[] arguments);

    private static GrainMethod<T> OfTask<T>(MethodInfo method) => new(method, static task => task);

    private static GrainMethod<T> OfValueTask<T>(MethodInfo method) => new(method, static task => new ValueTask<T>(task));

    private static Func<object, object?[], Task> Compile(MethodInfo method)
    {
        var grain = Expression.Parameter(typeof(object));
        var arguments = Expression.Parameter(typeof(object?[]));
        var call = Expression.Call(
            Expression.Convert(grain, method.DeclaringType!),
            method,
            method.GetParameters().Select((parameter, at) =>
                Expression.Convert(Expression.ArrayIndex(arguments, Expression.Constant(at)), parameter.ParameterType)));
        Expression task = method.ReturnType == typeof(void) ? Expression.Block(call, Expression.Constant(Task.CompletedTask))
            : typeof(Task).IsAssignableFrom(method.ReturnType) ? call
            : Expression.Call(call, nameof(ValueTask.AsTask), typeArguments: null);
        return Expression.Lambda<Func<object, object?[], Task>>(Expression.Convert(task, typeof(Task)), grain, arguments).Compile();
    }
}

/// <param name="returned">From the task of the answer to what the method returns.</param>
internal sealed class GrainMethod<T>(MethodInfo method, Func<Task<T>, object> returned) : GrainMethod(method)
{
    public override object? Call(Reference reference, object?[] arguments)
    {
        var traits = reference.Destination.Traits;
        var call = new Call<T>(this, reference, arguments)
        {
            Interleaves = Interleaves,
            ReadOnly = ReadOnly,
            ExpiresAt = OneWay ? long.MaxValue : traits.Watch.Now + (Timeout is { } timeout ? Watch.Ticks(timeout) + 1 : traits.ResponseTicks),
        };
        var answer = call.Answered;
        call.FollowToken();
        reference.Destination.Dispatch(reference.Key, call);
        return returned(answer);
    }
}

/// <summary>The result of a method that has none.</summary>
internal readonly struct Nothing;
