using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace Monitor.Crash.Chaos;

/// <summary>A wall display's end of the hub, which keeps what it had in hand and when, and connects again whenever it must.</summary>
internal sealed class Display(string board, string office, Uri address, double speed, ConcurrentQueue<Seen> seen)
{
    private const char Separator = '\u001e';
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private readonly string _name = $"{board} {office}";
    private string? _epoch;
    private long _sequence;
    private Shown? _shown;

    public string Name => _name;

    public async Task WatchAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                using var socket = new ClientWebSocket();
                await OpenAsync(socket, stop);
                await ReadAsync(socket, stop);
            }
            catch (Exception gone) when (gone is WebSocketException or OperationCanceledException or IOException or HttpRequestException)
            {
                await Task.Delay(Again, TimeProvider.System, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task OpenAsync(ClientWebSocket socket, CancellationToken stop)
    {
        (_shown, _epoch) = (null, null);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(Patience);
        await socket.ConnectAsync(new UriBuilder(address) { Scheme = "ws", Path = "/hubs/board" }.Uri, patience.Token);
        await SendAsync(socket, """{"protocol":"json","version":1}""", patience.Token);
        await SendAsync(socket, $$"""{"type":4,"invocationId":"1","target":"Watch","arguments":["{{office}}",null,null]}""", patience.Token);
    }

    // Whoever hears nothing for long, not even a beat, tries another connection, as the pages do.
    private async Task ReadAsync(ClientWebSocket socket, CancellationToken stop)
    {
        var message = new MemoryStream();
        var part = new byte[16 * 1024];
        while (true)
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
            patience.CancelAfter(Silence);
            var came = await socket.ReceiveAsync(part.AsMemory(), patience.Token);
            if (came.MessageType == WebSocketMessageType.Close)
                return;
            message.Write(part, 0, came.Count);
            if (!came.EndOfMessage)
                continue;
            var arrived = TimeProvider.System.GetTimestamp();
            foreach (var text in Encoding.UTF8.GetString(message.GetBuffer(), 0, (int)message.Length).Split(Separator, StringSplitOptions.RemoveEmptyEntries))
            {
                var told = JsonNode.Parse(text)!;
                // 2: an item of the stream; 3: its end, which has a reason.
                var type = told["type"]?.GetValue<int>();
                if (type == 3 || (type == 2 && !Take(told["item"]!, arrived)))
                    return;
            }

            message.SetLength(0);
        }
    }

    /// <returns>False when the frame does not follow what is known: a new connection then asks for the whole board.</returns>
    private bool Take(JsonNode frame, long arrived)
    {
        var (kind, epoch, sequence) = (frame["kind"]!.GetValue<string>(), frame["epoch"]!.GetValue<string>(), frame["sequence"]!.GetValue<long>());
        var follows = kind switch
        {
            "snapshot" => true,
            "delta" => epoch == _epoch && frame["prev"]!.GetValue<long>() == _sequence,
            _ => epoch == _epoch && sequence == _sequence,
        };
        if (!follows)
            return false;
        (_epoch, _sequence) = (epoch, sequence);
        if (frame["figures"] is { } figures)
            _shown = Shown.Of(figures);
        var (asOf, now) = (Figures.Ticks(frame["asOf"]!.GetValue<string>()), Figures.Ticks(frame["serverNow"]!.GetValue<string>()));
        var age = Math.Max((now - asOf) / speed / TimeSpan.TicksPerMillisecond, frame["sourceAgeMs"]!.GetValue<long>());
        seen.Enqueue(new Seen(_name, office, arrived, TimeSpan.FromMilliseconds(Math.Max(0, age)), asOf, now, _shown!.Value) { Told = $"{epoch}/{sequence}" });
        return true;
    }

    private static ValueTask SendAsync(ClientWebSocket socket, string message, CancellationToken cancellation) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(message + Separator).AsMemory(), WebSocketMessageType.Text, endOfMessage: true, cancellation);
}
