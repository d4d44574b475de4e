using System.ComponentModel.DataAnnotations;

namespace LiveBoard.Hosting;

/// <summary>Bounds and addresses of the board server; configuration section <c>LiveBoard</c>.</summary>
public sealed class LiveBoardOptions
{
    public const string Section = "LiveBoard";

    /// <summary>Largest body of one ingest request, in bytes. Default 64 MiB.</summary>
    [Range(1024, 1L << 30)]
    public long MaxEventsBodyBytes { get; set; } = 64L << 20;

    /// <summary>Most events in one ingest request. Default 500,000.</summary>
    [Range(1, 10_000_000)]
    public int MaxEventsPerRequest { get; set; } = 500_000;

    /// <summary>Events handed to the grains in one call. Default 500.</summary>
    [Range(1, 1000)]
    public int EventsPerCall { get; set; } = 500;

    /// <summary>Calls of one request that may be under way at once. Default 4.</summary>
    [Range(1, 64)]
    public int CallsPerRequest { get; set; } = 4;

    /// <summary>Ingest requests served at once; default 32. More share the same processors and disk, and each takes longer.</summary>
    [Range(1, 10_000)]
    public int MaxIngestRequests { get; set; } = 32;

    /// <summary>Ingest requests that wait, the newest for the next turn; when there are more, the oldest is answered 429. Default 64.</summary>
    [Range(0, 100_000)]
    public int MaxWaitingIngestRequests { get; set; } = 64;

    /// <summary>Requests to the deadline simulator served at once; each takes a processor while it lasts. Default 2.</summary>
    [Range(1, 1_000)]
    public int MaxSimulations { get; set; } = 2;

    /// <summary>Requests to the simulator that wait for their turn; further ones are answered 429. Default 32.</summary>
    [Range(0, 10_000)]
    public int MaxWaitingSimulations { get; set; } = 32;

    /// <summary>Other calls of the API served at once; default 256.</summary>
    [Range(1, 10_000)]
    public int MaxRequests { get; set; } = 256;

    /// <summary>Such calls that wait for their turn; further ones are answered 429. Default 512.</summary>
    [Range(0, 100_000)]
    public int MaxWaitingRequests { get; set; } = 512;

    /// <summary>Connections at once, those of displays apart; further ones are closed. Default 4,096.</summary>
    [Range(1, 1_000_000)]
    public int MaxConnections { get; set; } = 4_096;

    /// <summary>Largest reference document, and largest request to the simulator, in bytes. Default 16 MiB.</summary>
    [Range(1024, 1L << 30)]
    public long MaxReferenceBodyBytes { get; set; } = 16L << 20;

    /// <summary>Displays that this process serves; default 5,000.</summary>
    [Range(1, 1_000_000)]
    public int MaxDisplays { get; set; } = 5_000;

    /// <summary>Displays of one board that this process serves; default 2,500.</summary>
    [Range(1, 1_000_000)]
    public int MaxDisplaysPerBoard { get; set; } = 2_500;

    /// <summary>Boards that this process watches; default 1,000.</summary>
    [Range(1, 1_000_000)]
    public int MaxBoards { get; set; } = 1_000;

    /// <summary>Frames of one board that a display gets in a second at the most. Default 4.</summary>
    [Range(2, 20)]
    public int FramesPerSecond { get; set; } = 4;

    /// <summary>Listen on an address that other machines reach. Default false: the service then refuses to start on one.</summary>
    public bool AllowRemote { get; set; }

    /// <summary>Names, beside loopback ones, by which browsers reach the service, such as <c>board.example.vn</c>.</summary>
    public IList<string> Hosts { get; } = [];

    /// <summary>Folder of the built pages; default <c>wwwroot</c> beside the program.</summary>
    public string? WebRoot { get; set; }
}
