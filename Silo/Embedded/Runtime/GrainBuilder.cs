using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Core;
using Orleans.Runtime.Hosting;
using Orleans.Storage;

namespace Orleans.Runtime;

/// <summary>Builds grains of one class: constructor parameters from the services, persistent states from the named storages.</summary>
internal sealed class GrainBuilder
{
    private readonly ObjectFactory _factory;
    private readonly Func<Activation, object>[] _givens;
    private readonly IServiceProvider _services;

    public GrainBuilder(Type type, IServiceProvider services)
    {
        var constructors = type.GetConstructors();
        if (constructors.Length != 1)
            throw new InvalidOperationException($"{type} has {constructors.Length} public constructors; a grain class has one.");

        _services = services;
        var given = constructors[0].GetParameters().Where(IsGiven).ToArray();
        _givens = [.. given.Select(Source)];
        _factory = ActivatorUtilities.CreateFactory(type, [.. given.Select(parameter => parameter.ParameterType)]);
    }

    public object Build(Activation activation) =>
        _factory(_services, _givens.Length == 0 ? null : Array.ConvertAll(_givens, source => source(activation)));

    private static bool IsGiven(ParameterInfo parameter) =>
        parameter.ParameterType == typeof(IGrainContext) || parameter.IsDefined(typeof(PersistentStateAttribute));

    private Func<Activation, object> Source(ParameterInfo parameter)
    {
        if (parameter.GetCustomAttribute<PersistentStateAttribute>() is not { } mark)
            return activation => activation;

        if (!parameter.ParameterType.IsGenericType || parameter.ParameterType.GetGenericTypeDefinition() != typeof(IPersistentState<>))
            throw new InvalidOperationException($"{parameter.Member.DeclaringType}: '{parameter.Name}' is marked PersistentState but is no IPersistentState.");

        var name = mark.StorageName ?? StorageProviderExtensions.DefaultName;
        var storage = _services.GetKeyedService<IGrainStorage>(name)
            ?? throw new InvalidOperationException($"{parameter.Member.DeclaringType}: no grain storage is named '{name}'. Add it with AddGrainStorage.");
        var build = typeof(GrainBuilder).GetMethod(nameof(StateOf), BindingFlags.Static | BindingFlags.NonPublic)!
            .MakeGenericMethod(parameter.ParameterType.GetGenericArguments())
            .CreateDelegate<Func<Activation, string, IGrainStorage, IStorage>>();
        return activation =>
        {
            var state = build(activation, mark.StateName, storage);
            activation.AddState(state);
            return state;
        };
    }

    private static PersistentState<T> StateOf<T>(Activation activation, string name, IGrainStorage storage) =>
        new PersistentState<T>(activation, name, storage);
}
