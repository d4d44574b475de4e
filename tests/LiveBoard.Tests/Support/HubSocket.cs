using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace LiveBoard.Tests.Support;

/// <summary>A display's end of the hub, in its own bare protocol: JSON messages that end with a record separator.</summary>
internal sealed class HubSocket : IAsyncDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly StringBuilder _received = new();
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromSeconds(20));

    public static async Task<HubSocket> OpenAsync(BoardHost host, string? origin = null)
    {
        var hub = new HubSocket();
        if (origin is not null)
            hub._socket.Options.SetRequestHeader("Origin", origin);
        await hub._socket.ConnectAsync(new UriBuilder(host.Http.BaseAddress!) { Scheme = "ws", Path = "/hubs/board" }.Uri, hub._patience.Token);
        await hub.SendAsync("""{"protocol":"json","version":1}""");
        await hub.NextAsync();
        return hub;
    }

    public Task WatchAsync(string agency, string? epoch = null, long? sequence = null) => SendAsync(new JsonObject
    {
        ["type"] = 4, ["invocationId"] = "1", ["target"] = "Watch", ["arguments"] = new JsonArray(agency, epoch, sequence),
    }.ToJsonString());

    /// <summary>The next message that is no ping.</summary>
    public async Task<JsonNode> NextAsync()
    {
        while (true)
        {
            var text = _received.ToString();
            if (text.IndexOf('\u001e', StringComparison.Ordinal) is >= 0 and var end)
            {
                _received.Remove(0, end + 1);
                var message = JsonNode.Parse(text[..end])!;
                if (message["type"]?.GetValue<int>() != 6)
                    return message;
                continue;
            }
            var buffer = new byte[16 * 1024];
            var read = await _socket.ReceiveAsync(buffer, _patience.Token);
            _received.Append(Encoding.UTF8.GetString(buffer, 0, read.Count));
        }
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Abort();
        _socket.Dispose();
        _patience.Dispose();
        await ValueTask.CompletedTask;
    }

    private Task SendAsync(string message) =>
        _socket.SendAsync(Encoding.UTF8.GetBytes(message + '\u001e'), WebSocketMessageType.Text, true, _patience.Token);
}
