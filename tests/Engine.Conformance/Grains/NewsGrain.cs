using Microsoft.Extensions.Logging.Abstractions;
using Orleans;
using Orleans.Utilities;

namespace Engine.Conformance.Grains;

public interface IReader : IGrainObserver
{
    [Alias("told")]
    void Told(string news);

    [Alias("ask")]
    Task<string> Ask(string question);
}

public interface INewsGrain : IGrainWithStringKey
{
    [Alias("subscribe")]
    Task Subscribe(IReader reader);

    [Alias("unsubscribe")]
    Task Unsubscribe(IReader reader);

    [Alias("publish")]
    Task<int> Publish(string news);

    [Alias("ask-all")]
    Task<string[]> AskAll(string question);
}

internal sealed class NewsGrain : Grain, INewsGrain
{
    private readonly ObserverManager<IReader> _readers;

    public NewsGrain(TimeProvider time) =>
        _readers = new(TimeSpan.FromMinutes(1), NullLogger.Instance) { GetDateTime = () => time.GetUtcNow().UtcDateTime };

    public Task Subscribe(IReader reader)
    {
        _readers.Subscribe(reader, reader);
        return Task.CompletedTask;
    }

    public Task Unsubscribe(IReader reader)
    {
        _readers.Unsubscribe(reader);
        return Task.CompletedTask;
    }

    public Task<int> Publish(string news)
    {
        _readers.Notify(reader => reader.Told(news));
        return Task.FromResult(_readers.Count);
    }

    public async Task<string[]> AskAll(string question)
    {
        var answers = new List<string>();
        await _readers.Notify(async reader => answers.Add(await reader.Ask(question)));
        return [.. answers];
    }
}
