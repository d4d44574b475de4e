using Engine.Conformance.Grains;
using Engine.Conformance.Support;

namespace Engine.Conformance;

public sealed class WorkerTests(ClusterFixture cluster) : ClusterTests(cluster)
{
    [Fact]
    public async Task Calls_of_one_worker_run_at_once_up_to_its_limit_and_never_two_in_one_activation()
    {
        var calls = Enumerable.Range(0, 10).Select(_ => Grain<IWorkerGrain>().Work(Key)).ToArray();
        await Journal.Until(Key, "start", times: 3);
        Gates.Open(Key);
        var instances = await Task.WhenAll(calls).Soon();

        instances.Distinct().Count().ShouldBe(3);
        Journal.Of(Key).ShouldBe(Enumerable.Repeat("start", 10));
    }
}
