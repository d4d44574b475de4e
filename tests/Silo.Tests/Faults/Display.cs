using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace Silo.Tests.Faults;

/// <summary>A display of one board, and the newest frame that it got.</summary>
internal sealed class Display : IAsyncDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly CancellationTokenSource _over = new();
    private Task _reading = Task.CompletedTask;
    private volatile JsonNode? _newest;

    /// <summary>Null until the first frame.</summary>
    public JsonNode? Newest => _newest;

    public int Frames { get; private set; }

    /// <summary>How old it must show its figures, as the page reckons it.</summary>
    public double AgeMs => _newest is { } frame ? Age(frame) : 0;

    public static double Age(JsonNode frame) => Math.Max(
        (frame["serverNow"]!.GetValue<DateTimeOffset>() - frame["asOf"]!.GetValue<DateTimeOffset>()).TotalMilliseconds / frame["speed"]!.GetValue<double>(),
        frame["sourceAgeMs"]!.GetValue<long>());

    public static async Task<Display> OpenAsync(Uri service, string agency)
    {
        var display = new Display();
        await display._socket.ConnectAsync(new UriBuilder(service) { Scheme = "ws", Path = "/hubs/board" }.Uri, display._over.Token);
        await display.SendAsync("""{"protocol":"json","version":1}""");
        await display.SendAsync($$"""{"type":4,"invocationId":"1","target":"Watch","arguments":["{{agency}}",null,null]}""");
        display._reading = display.ReadAsync();
        return display;
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _socket.Dispose();
        _over.Dispose();
    }

    private Task SendAsync(string message) => _socket.SendAsync(Encoding.UTF8.GetBytes(message + '\u001e'), WebSocketMessageType.Text, true, _over.Token);

    private async Task ReadAsync()
    {
        var buffer = new byte[64 * 1024];
        var text = new StringBuilder();
        while (!_over.IsCancellationRequested)
        {
            var read = await _socket.ReceiveAsync(buffer, _over.Token);
            if (read.MessageType == WebSocketMessageType.Close)
                return;
            text.Append(Encoding.UTF8.GetString(buffer, 0, read.Count));
            for (int end; (end = text.ToString().IndexOf('\u001e', StringComparison.Ordinal)) >= 0; text.Remove(0, end + 1))
            {
                if (JsonNode.Parse(text.ToString(0, end))!["item"] is not { } frame)
                    continue;
                _newest = frame;
                Frames++;
            }
        }
    }
}
