using System.Collections.Immutable;
using Grains.Agencies;
using Grains.Catalogue;
using Grains.Escalation;
using Grains.Interfaces.Agencies;
using Grains.Interfaces.Dossiers;
using Grains.Interfaces.Ingest;
using Grains.Interfaces.Operations;
using Grains.Reports;
using Grains.Reports.Promises;
using Grains.Reports.RuleSets;
using Grains.Storage;
using Grains.Storage.Sqlite;
using Grains.Tests.Catalogue;
using Grains.Tests.Live.Engines;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime.Hosting;
using Shouldly;
using Tests.Shared;

namespace Grains.Tests.Live;

/// <summary>The grains on the engine of this build with the real SQLite store, on a clock that the test turns.</summary>
internal sealed class Service : IAsyncDisposable
{
    private readonly IHost _host;

    private Service(string folder, FakeClock clock)
    {
        Clock = clock;
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Logging.ClearProviders();
        builder.Services.AddSqliteStorage(folder);
        builder.Services.AddSingleton<IStorePulse>(Pulse);
        builder.Services.AddGrainStorage(
            DossierGrainStorage.Name, (services, _) => new DossierGrainStorage(Store = new FaultyStore(services.GetRequiredService<IDossierStore>())));
        builder.Services.AddSingleton<TimeProvider>(clock).AddSingleton(ServiceClockInfo.Real).AddSingleton(BoardPace.At(1) with { InCluster = true });
        builder.Services.AddSingleton<ClimbGate>().AddSingleton<DeadlineInstruments>();
        builder.Services.AddSingleton<ReferenceHolder>().AddSingleton<ReferenceLoader>().AddSingleton<ReferencePast>().AddSingleton<PastReader>().AddSingleton<PastFigures>().AddSingleton<RuleSetFigures>().AddSingleton<PromiseFigures>();
        builder.AddEngine(Losses);
        _host = builder.Build();
        Reference.Replace(Office.Reference);
    }

    public FakeClock Clock { get; }

    public FakePulse Pulse { get; } = new();

    public Losses Losses { get; } = new();

    public FaultyStore Store { get; private set; } = null!; // Made when the first dossier is asked.

    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    public ReferenceHolder Reference => _host.Services.GetRequiredService<ReferenceHolder>();

    public T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    /// <summary>Starts as the program does: every agency wakes.</summary>
    public static async Task<Service> StartAsync(string folder, DateTimeOffset now)
    {
        var service = new Service(folder, new FakeClock(now));
        await service._host.StartAsync();
        await service.Agency(Office.Province).WakeAsync(CancellationToken.None);
        return service;
    }

    public IAgencyGrain Agency(string code) =>
        Grains.GetGrain<IAgencyGrain>(AgencyCode.TryParse(code, out var agency) ? agency.GrainKey : throw new ArgumentException(code, nameof(code)));

    public IDossierGrain Dossier(string code) =>
        Grains.GetGrain<IDossierGrain>(DossierCode.TryParse(code, out var dossier) ? dossier.GrainKey : throw new ArgumentException(code, nameof(code)));

    public async Task<DossierDetail?> DetailAsync(string code) => await Dossier(code).GetAsync(CancellationToken.None);

    public async Task<Figures> FiguresAsync(string agency) => (await BoardAsync(agency)).Figures;

    public async Task<BoardFrame> BoardAsync(string agency) => (await Agency(agency).GetBoardAsync(CancellationToken.None)).ShouldNotBeNull();

    public Task<ImmutableArray<EventOutcome>> IngestAsync(params DossierEvent[] events) =>
        Grains.GetGrain<IIngestGrain>("door").IngestAsync([.. events], IngestMode.Live, CancellationToken.None);

    /// <summary>Moves the clock, and then by no or by small steps until the condition holds.</summary>
    public async Task PassAsync(DateTimeOffset to, Func<Task<bool>> until, TimeSpan step = default)
    {
        Clock.MoveTo(to);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await until())
        {
            patience.Token.ThrowIfCancellationRequested();
            Clock.Advance(step);
        }
    }

    /// <summary>Runs every timer that is due now, and what they start, to its end.</summary>
    public async Task SettleAsync(string agency)
    {
        for (var i = 0; i < 20; i++)
        {
            Clock.Advance(TimeSpan.Zero);
            await BoardAsync(agency);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
