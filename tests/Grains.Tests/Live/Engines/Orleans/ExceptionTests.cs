using Grains.Interfaces.Operations;
using Grains.Interfaces.Reports;
using Grains.Time;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Npgsql;
using Orleans.Serialization;
using Shouldly;
using Xunit;

namespace Grains.Tests.Live.Engines;

/// <summary>Exceptions on Orleans' wire, as silos and boards are set up.</summary>
public sealed class ExceptionTests
{
    private static readonly Exception[] Thrown =
    [
        new PastBusyException(),
        new StoreUnavailableException("The storage cannot be read now.", new NpgsqlException("The connection was lost.", new TimeoutException("late"))),
        new CalendarDoesNotCoverException("office", new LocalDate(2030, 1, 1), new LocalDate(2024, 1, 1), new LocalDate(2027, 12, 31)),
        new NpgsqlException("The connection was lost."),
        new TimeoutException("late"),
        new InvalidOperationException("bad"),
    ];

    [Fact]
    public void Whatever_a_grain_throws_arrives_as_what_it_was()
    {
        using var services = new ServiceCollection().AddSerializer().Configure<ExceptionSerializationOptions>(Carry).BuildServiceProvider();
        var serializer = services.GetRequiredService<Serializer>();
        foreach (var thrown in Thrown)
        {
            var heard = serializer.Deserialize<Exception>(serializer.SerializeToArray(thrown))!;
            heard.ShouldBeOfType(thrown.GetType());
            heard.Message.ShouldBe(thrown.Message);
            heard.InnerException?.GetType().ShouldBe(thrown.InnerException?.GetType());
        }
    }

    // As ClusterOfSilos does, which these tests do not see.
    private static void Carry(ExceptionSerializationOptions options) => options.SupportedNamespacePrefixes.UnionWith(["Grains.", "Npgsql"]);
}
