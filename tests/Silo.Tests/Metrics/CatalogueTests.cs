using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using Grains.Agencies;
using Grains.Interfaces.Operations;
using Grains.Storage;
using LiveBoard.Hosting;
using LiveBoard.Operations;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Silo.Tests.Metrics;

/// <summary>docs/metrics.md has every instrument, word for word, and no other.</summary>
public sealed class CatalogueTests
{
    [Fact]
    public void The_page_lists_the_instruments_that_there_are()
    {
        var told = File.ReadLines(Page()).Where(line => line.StartsWith("| `", StringComparison.Ordinal) && line.Contains("`DossierMonitor.", StringComparison.Ordinal))
            .Select(line => line.Trim('|', ' ').Replace("`", "", StringComparison.Ordinal));
        told.ShouldBe(Instruments(), ignoreOrder: true);
    }

    private static List<string> Instruments()
    {
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var meters = services.GetRequiredService<IMeterFactory>();
        using var board = new LiveBoardInstruments(meters);
        using var cluster = new ClusterInstruments(meters);
        using var deadlines = new DeadlineInstruments(meters, ServiceClockInfo.Real);
        RuntimeHelpers.RunClassConstructor(typeof(StoreInstruments).TypeHandle);
        var found = new List<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name.StartsWith("DossierMonitor.", StringComparison.Ordinal) && (instrument.Meter.Scope is null || instrument.Meter.Scope == meters))
                    found.Add($"{instrument.Name} | {instrument.Meter.Name} | {Kind(instrument)} | {instrument.Unit} | {instrument.Description}");
            },
        };
        listener.Start();
        return found;
    }

    private static string Kind(Instrument instrument) => instrument.GetType().Name switch
    {
        "Histogram`1" => "histogram",
        "Counter`1" => "counter",
        "UpDownCounter`1" => "up-down counter",
        "ObservableGauge`1" or "Gauge`1" => "gauge",
        var other => other,
    };

    private static string Page()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Monitor.sln")))
            folder = folder.Parent.ShouldNotBeNull();
        return Path.Combine(folder.FullName, "docs", "metrics.md");
    }
}
