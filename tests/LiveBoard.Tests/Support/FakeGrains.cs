using System.Collections.Concurrent;
using System.Collections.Immutable;
using Grains.Interfaces.Agencies;
using Grains.Interfaces.Catalogue;
using Grains.Interfaces.Changes;
using Grains.Interfaces.Dossiers;
using Grains.Interfaces.Escalation;
using Grains.Interfaces.Ingest;
using Grains.Interfaces.Operations;
using Grains.Interfaces.Reports;
using NSubstitute;
using Orleans;

namespace LiveBoard.Tests.Support;

/// <summary>The grains that the board server talks to, played by hand.</summary>
internal sealed class FakeGrains
{
    public FakeIngest Ingest { get; } = new();
    public ConcurrentDictionary<string, FakeAgency> Agencies { get; } = new();
    public ICatalogueGrain Catalogue { get; } = Substitute.For<ICatalogueGrain>();
    public IChangeGrain Changes { get; } = Substitute.For<IChangeGrain>();
    public IReportGrain Reports { get; } = Substitute.For<IReportGrain>();
    public IAlertListGrain Alerts { get; } = Substitute.For<IAlertListGrain>();
    public IDossierGrain Dossier { get; } = Substitute.For<IDossierGrain>();
    public ConcurrentQueue<string> DossierKeys { get; } = new();
    public IWorkloadGrain Workload { get; } = Substitute.For<IWorkloadGrain>();
    public IMembers Members { get; } = Substitute.For<IMembers>();
    public IGrainFactory Factory { get; } = Substitute.For<IGrainFactory>();

    public FakeGrains()
    {
        Factory.GetGrain<IIngestGrain>(Arg.Any<string>(), Arg.Any<string?>()).Returns(Ingest);
        Factory.GetGrain<IAgencyGrain>(Arg.Any<string>(), Arg.Any<string?>()).Returns(call => AgencyOf(call.ArgAt<string>(0)));
        Factory.GetGrain<ICatalogueGrain>(Arg.Any<string>(), Arg.Any<string?>()).Returns(Catalogue);
        Factory.GetGrain<IChangeGrain>(Arg.Any<string>(), Arg.Any<string?>()).Returns(Changes);
        Factory.GetGrain<IReportGrain>(Arg.Any<string>(), Arg.Any<string?>()).Returns(Reports);
        Factory.GetGrain<IAlertListGrain>(Arg.Any<string>(), Arg.Any<string?>()).Returns(Alerts);
        Factory.GetGrain<IWorkloadGrain>(Arg.Any<string>(), Arg.Any<string?>()).Returns(Workload);
        Workload.GetAsync(Arg.Any<CancellationToken>()).Returns(new Workload([new BusyAgency("so-xd", 4, 2)], 0, 1 << 20, 100L << 30));
        Members.ReadAsync(Arg.Any<CancellationToken>()).Returns([Sample.Member("silo1")]);
        Factory.GetGrain<IDossierGrain>(Arg.Any<string>(), Arg.Any<string?>()).Returns(call =>
        {
            DossierKeys.Enqueue(call.ArgAt<string>(0));
            return Dossier;
        });
        Factory.CreateObjectReference<IBoardObserver>(Arg.Any<IGrainObserver>()).Returns(call => call.ArgAt<IBoardObserver>(0));
        Catalogue.GetAgenciesAsync(Arg.Any<CancellationToken>()).Returns(new AgenciesDocument(
            [Agency("centre", null, AgencyKinds.Point), Agency("so-xd", "centre", AgencyKinds.Agency)]));
        Catalogue.GetRuleSetsAsync(Arg.Any<CancellationToken>()).Returns(new RuleSetsDocument([RuleSet("ii06a"), RuleSet("qd766")]));
        Reports.GetCountsAsync(Arg.Any<CancellationToken>()).Returns(new StoreCounts(10, 4, 30, 1, 2));
    }

    public FakeAgency AgencyOf(string key) => Agencies.GetOrAdd(key, _ => new FakeAgency());

    private static RuleSetDocument RuleSet(string id) => new() { Id = id, Name = new BilingualText(id), Ends = [PortalState.Finished] };

    private static AgencyDocument Agency(string code, string? parent, string kind) =>
        new() { Code = code, Name = new BilingualText("Sở " + code), Level = "province", Kind = kind, Parent = parent };
}

/// <summary>Applies whatever it is given, unless told otherwise.</summary>
internal sealed class FakeIngest : IIngestGrain
{
    public ConcurrentQueue<ImmutableArray<DossierEvent>> Calls { get; } = new();
    public ConcurrentQueue<RefusedEvent> Kept { get; } = new();
    public IngestMode? LastMode { get; private set; }
    public Func<DossierEvent, EventOutcome> Outcome { get; set; } = _ => EventOutcome.Applied;
    public Func<Task> Before { get; set; } = () => Task.CompletedTask;
    public IEnumerable<DossierEvent> Events => Calls.SelectMany(call => call);

    public async Task<ImmutableArray<EventOutcome>> IngestAsync(ImmutableArray<DossierEvent> events, IngestMode mode, CancellationToken cancellationToken)
    {
        await Before();
        LastMode = mode;
        Calls.Enqueue(events);
        return [.. events.Select(Outcome)];
    }

    public async Task KeepRefusedAsync(ImmutableArray<RefusedEvent> refused, CancellationToken cancellationToken)
    {
        await Before();
        foreach (var item in refused)
            Kept.Enqueue(item);
    }
}

/// <summary>An agency whose board is what a test last set.</summary>
internal sealed class FakeAgency : IAgencyGrain
{
    public BoardFrame? Board { get; set; }
    public Exception? Fault { get; set; }

    /// <summary>Whoever asks gets no answer.</summary>
    public bool Hangs { get; set; }
    public int Watches { get; private set; }
    public int Unwatches { get; private set; }
    public IBoardObserver? Observer { get; private set; }

    public Task<BoardFrame?> GetBoardAsync(CancellationToken cancellationToken) =>
        Hangs ? new TaskCompletionSource<BoardFrame?>().Task
        : Fault is null ? Task.FromResult(Board) : Task.FromException<BoardFrame?>(Fault);

    public Task<BoardFrame?> WatchAsync(IBoardObserver observer, CancellationToken cancellationToken)
    {
        Watches++;
        Observer = observer;
        return GetBoardAsync(cancellationToken);
    }

    public Task UnwatchAsync(IBoardObserver observer)
    {
        Unwatches++;
        return Task.CompletedTask;
    }

    public Task ReportAsync(DossierLine line) => Task.CompletedTask;

    public Task ReportBranchAsync(BranchReport report) => Task.CompletedTask;

    public Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task WakeAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StandByAsync() => Task.CompletedTask;
}
