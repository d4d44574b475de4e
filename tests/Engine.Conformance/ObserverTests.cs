using System.Globalization;
using Engine.Conformance.Grains;
using Engine.Conformance.Support;

namespace Engine.Conformance;

public sealed class ObserverTests(ClusterFixture cluster) : ClusterTests(cluster)
{
    [Fact]
    public async Task An_observer_is_told_in_order()
    {
        var reader = new Reader(Journal, Key);
        await Grain<INewsGrain>().Subscribe(Cluster.Grains.CreateObjectReference<IReader>(reader));
        for (var number = 0; number < 100; number++)
            await Grain<INewsGrain>().Publish(number.ToString(CultureInfo.InvariantCulture));
        await Journal.Until(Key, "99");

        Journal.Of(Key).ShouldBe(Enumerable.Range(0, 100).Select(number => number.ToString(CultureInfo.InvariantCulture)));
        GC.KeepAlive(reader);
    }

    [Fact]
    public async Task An_observer_can_answer()
    {
        var reader = new Reader(Journal, Key);
        await Grain<INewsGrain>().Subscribe(Cluster.Grains.CreateObjectReference<IReader>(reader));

        (await Grain<INewsGrain>().AskAll("who?").Soon()).ShouldBe([$"{Key}: who?"]);
        GC.KeepAlive(reader);
    }

    [Fact]
    public async Task Subscribing_again_renews()
    {
        var reader = new Reader(Journal, Key);
        var reference = Cluster.Grains.CreateObjectReference<IReader>(reader);
        await Grain<INewsGrain>().Subscribe(reference);
        await Grain<INewsGrain>().Subscribe(reference);

        (await Grain<INewsGrain>().Publish("news")).ShouldBe(1);
        await Journal.Until(Key, "news");
        GC.KeepAlive(reader);
    }

    [Fact]
    public async Task A_subscription_that_is_not_renewed_expires_by_the_injected_clock()
    {
        var (kept, lapsed) = (new Reader(Journal, Key + "/kept"), new Reader(Journal, Key + "/lapsed"));
        var keptReference = Cluster.Grains.CreateObjectReference<IReader>(kept);
        await Grain<INewsGrain>().Subscribe(keptReference);
        await Grain<INewsGrain>().Subscribe(Cluster.Grains.CreateObjectReference<IReader>(lapsed));
        Clock.Advance(TimeSpan.FromSeconds(40));
        await Grain<INewsGrain>().Subscribe(keptReference);
        (await Grain<INewsGrain>().Publish("both")).ShouldBe(2);
        await Journal.Until(Key + "/lapsed", "both");
        Clock.Advance(TimeSpan.FromSeconds(40));

        (await Grain<INewsGrain>().Publish("one")).ShouldBe(1);
        await Journal.Until(Key + "/kept", "one");
        Journal.Of(Key + "/lapsed").ShouldBe(["both"]);
        GC.KeepAlive((kept, lapsed));
    }

    [Fact]
    public async Task An_observer_that_unsubscribes_is_told_no_more()
    {
        var reader = new Reader(Journal, Key);
        var reference = Cluster.Grains.CreateObjectReference<IReader>(reader);
        await Grain<INewsGrain>().Subscribe(reference);
        await Grain<INewsGrain>().Unsubscribe(reference);

        (await Grain<INewsGrain>().Publish("news")).ShouldBe(0);
        GC.KeepAlive(reader);
    }

    [Fact]
    public async Task A_deleted_reference_leads_nowhere_and_harms_nobody()
    {
        var (deleted, kept) = (new Reader(Journal, Key + "/deleted"), new Reader(Journal, Key + "/kept"));
        var reference = Cluster.Grains.CreateObjectReference<IReader>(deleted);
        await Grain<INewsGrain>().Subscribe(reference);
        await Grain<INewsGrain>().Subscribe(Cluster.Grains.CreateObjectReference<IReader>(kept));
        Cluster.Grains.DeleteObjectReference<IReader>(reference);
        await Grain<INewsGrain>().Publish("news");
        await Journal.Until(Key + "/kept", "news");

        Journal.Of(Key + "/deleted").ShouldBeEmpty();
        GC.KeepAlive((deleted, kept));
    }

    [Fact]
    public async Task A_failing_observer_does_not_fail_the_grain()
    {
        var reader = new Reader(Journal, Key, fails: true);
        await Grain<INewsGrain>().Subscribe(Cluster.Grains.CreateObjectReference<IReader>(reader));

        await Grain<INewsGrain>().Publish("news").Soon();
        (await Grain<INewsGrain>().AskAll("who?").Soon()).ShouldBeEmpty();
        (await Grain<INewsGrain>().Publish("dropped")).ShouldBe(0);
        GC.KeepAlive(reader);
    }

    private sealed class Reader(Journal journal, string key, bool fails = false) : IReader
    {
        public void Told(string news)
        {
            if (fails)
                throw new InvalidOperationException("This observer fails.");
            journal.Note(key, news);
        }

        public Task<string> Ask(string question) =>
            fails ? throw new InvalidOperationException("This observer fails.") : Task.FromResult($"{key}: {question}");
    }
}
