using Monitor.Cli.Mappings;
using Monitor.Cli.Screen;

namespace Monitor.Cli.Sending;

/// <summary>Sends the events of a file that are past for the service, and holds back the rest.</summary>
internal sealed class Importer(MonitorService service, ProgressScreen screen)
{
    /// <summary>The instant after which events are held back: see <see cref="ServiceClock.Present"/>.</summary>
    public DateTimeOffset Present { get; private set; }

    public async Task<Tally> RunAsync(EventFile file, bool backfill, CancellationToken cancellationToken)
    {
        var tally = new Tally();
        file.Unreadable = tally.AddUnreadable;
        Present = (await service.ClockAsync(cancellationToken)).Present;
        await screen.ShowAsync("import", () => file.Fraction, () => $"{tally.Sent:N0} events", () => SendAsync(file, backfill, tally, cancellationToken));
        return tally;
    }

    private async Task SendAsync(EventFile file, bool backfill, Tally tally, CancellationToken cancellationToken)
    {
        await using var sender = new Sender(service, backfill, tally, cancellationToken);
        foreach (var item in file.Read())
        {
            if (item.At > Present)
                tally.AddHeldBack(item.Type is "received" or "registered");
            else
                await sender.AddAsync(item);
        }
        await sender.CompleteAsync();
    }
}
