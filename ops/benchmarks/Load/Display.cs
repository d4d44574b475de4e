using System.Buffers;
using System.Net.WebSockets;
using System.Text.Json;

namespace Monitor.Bench.Load;

/// <summary>What a display shows that can be counted.</summary>
internal readonly record struct Shown(int Open, int Overdue);

/// <summary>A wall display's end of the hub, in its own bare protocol: JSON messages that end with a record separator.</summary>
internal sealed class Display : IDisposable
{
    private const byte Separator = 0x1e;
    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(10);
    private static readonly TimeProvider Clock = TimeProvider.System;

    private readonly ClientWebSocket _socket = new();

    private Display()
    {
    }

    public static async Task<Display> OpenAsync(Service service, string agency, CancellationToken cancellationToken)
    {
        var display = new Display();
        await display._socket.ConnectAsync(new UriBuilder(service.Http.BaseAddress!) { Scheme = "ws", Path = "/hubs/board" }.Uri, cancellationToken);
        await display.SendAsync("""{"protocol":"json","version":1}""", cancellationToken);
        await display.SendAsync(
            $$"""{"type":4,"invocationId":"1","target":"Watch","arguments":["{{agency}}",null,null]}""", cancellationToken);
        return display;
    }

    /// <summary>Reads frames until stopped; tells what each shows, with the timestamp at which it was in hand.</summary>
    public Task WatchAsync(Action<long, Shown> show, CancellationToken stop) => ReadAsync(
        (at, message) =>
        {
            if (Figures(message.Span) is { } figures)
                show(at, figures);
        },
        stop);

    /// <summary>Reads the hub's messages until stopped; hands on each with the timestamp at which it was in hand.</summary>
    public async Task ReadAsync(Action<long, ReadOnlyMemory<byte>> take, CancellationToken stop)
    {
        var message = new ArrayBufferWriter<byte>(16 * 1024);
        var pinged = Clock.GetTimestamp();
        try
        {
            while (true)
            {
                var part = await _socket.ReceiveAsync(message.GetMemory(4 * 1024), stop);
                if (part.MessageType == WebSocketMessageType.Close)
                    throw new UnequalException($"a display was sent away: {_socket.CloseStatusDescription}");
                message.Advance(part.Count);
                if (!part.EndOfMessage)
                    continue;
                var now = Clock.GetTimestamp();
                for (var rest = message.WrittenMemory; rest.Span.IndexOf(Separator) is >= 0 and var end; rest = rest[(end + 1)..])
                    take(now, rest[..end]);
                message.Clear();
                if (Clock.GetElapsedTime(pinged, now) < PingEvery)
                    continue;
                await SendAsync("""{"type":6}""", stop);
                pinged = now;
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The measurement is over.
        }
    }

    /// <summary>Reads nothing, and keeps the connection: a display whose program hangs.</summary>
    public async Task HangAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(PingEvery, Clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
                await SendAsync("""{"type":6}""", stop);
        }
        catch (Exception over) when (over is OperationCanceledException or WebSocketException)
        {
            // The measurement is over, or the service has had enough of it.
        }
    }

    public void Dispose()
    {
        _socket.Abort();
        _socket.Dispose();
    }

    /// <summary>Null when the message does not change the board's own figures.</summary>
    public static Shown? Figures(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            // Of the frame itself: its children have figures too, further down.
            if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth != 2 || !reader.ValueTextEquals("figures"u8))
                continue;
            var (open, overdue) = (0, 0);
            while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
            {
                if (reader.TokenType != JsonTokenType.PropertyName)
                    continue;
                var (isOpen, isOverdue) = (reader.ValueTextEquals("open"u8), reader.ValueTextEquals("overdue"u8));
                reader.Read();
                if (isOpen)
                    open = reader.GetInt32();
                else if (isOverdue)
                    overdue = reader.GetInt32();
                else
                    reader.Skip();
            }
            return new Shown(open, overdue);
        }
        return null;
    }

    private Task SendAsync(string message, CancellationToken cancellationToken) =>
        _socket.SendAsync(System.Text.Encoding.UTF8.GetBytes(message + (char)Separator), WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
}
