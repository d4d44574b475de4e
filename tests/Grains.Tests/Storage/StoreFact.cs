using Tests.Shared;
using Xunit;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Grains.Tests.Storage;

public enum StoreKind
{
    Sqlite,
    Postgres,
}

/// <summary>Tests that every store must pass: a class derives from this, and one from that for each kind.</summary>
public abstract class StorageTests(StoreKind kind) : IDisposable
{
    private readonly TestStorage _store = TestStorage.On(kind);

    internal TestStorage Store => _store;

    protected StoreKind Kind => kind;

    public void Dispose()
    {
        _store.Dispose();
        GC.SuppressFinalize(this);
    }
}

/// <summary>The tests of this class are skipped, each counted, where there is no PostgreSQL.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class OnPostgresAttribute : Attribute;

/// <summary>A fact that is inherited: whether it is skipped depends on the class that runs it.</summary>
[XunitTestCaseDiscoverer("Grains.Tests.Storage.StoreFactDiscoverer", "Grains.Tests")]
[AttributeUsage(AttributeTargets.Method)]
internal sealed class StoreFactAttribute : FactAttribute;

/// <summary>As <see cref="StoreFactAttribute"/>, with data.</summary>
[XunitTestCaseDiscoverer("Grains.Tests.Storage.StoreTheoryDiscoverer", "Grains.Tests")]
[AttributeUsage(AttributeTargets.Method)]
internal sealed class StoreTheoryAttribute : TheoryAttribute;

internal sealed class StoreFactDiscoverer(IMessageSink sink) : FactDiscoverer(sink)
{
    protected override IXunitTestCase CreateTestCase(ITestFrameworkDiscoveryOptions options, ITestMethod method, IAttributeInfo fact) =>
        SkippedOnPostgres.Applies(method) ? new SkippedOnPostgres(DiagnosticMessageSink, options, method) : base.CreateTestCase(options, method, fact);
}

internal sealed class StoreTheoryDiscoverer(IMessageSink sink) : TheoryDiscoverer(sink)
{
    public override IEnumerable<IXunitTestCase> Discover(ITestFrameworkDiscoveryOptions options, ITestMethod method, IAttributeInfo theory) =>
        SkippedOnPostgres.Applies(method) ? [new SkippedOnPostgres(DiagnosticMessageSink, options, method)] : base.Discover(options, method, theory);
}

internal sealed class SkippedOnPostgres : XunitTestCase
{
    [Obsolete("Called by the de-serializer; should only be called by deriving classes for de-serialization purposes")]
    public SkippedOnPostgres()
    {
    }

    public SkippedOnPostgres(IMessageSink sink, ITestFrameworkDiscoveryOptions options, ITestMethod method)
        : base(sink, options.MethodDisplayOrDefault(), options.MethodDisplayOptionsOrDefault(), method)
    {
    }

    public static bool Applies(ITestMethod method) =>
        PostgresServer.Missing is not null && method.TestClass.Class.GetCustomAttributes(typeof(OnPostgresAttribute)).Any();

    protected override string GetSkipReason(IAttributeInfo factAttribute) => PostgresServer.Missing!;
}
