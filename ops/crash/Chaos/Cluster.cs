using System.Globalization;
using Npgsql;

namespace Monitor.Crash.Chaos;

/// <summary>Silos, boards and their database, each a real process with a place of its own in the network.</summary>
internal sealed class Cluster : IAsyncDisposable
{
    public const int Silos = 3;
    public const int Boards = 2;
    private const int BoardPort = 5080;
    private const int DatabasePort = 5432;
    private static readonly TimeSpan MendEvery = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly ChaosOptions _options;
    private readonly DateTimeOffset _start;
    private readonly DateTimeOffset _since = TimeProvider.System.GetUtcNow();
    private readonly double _speed;
    private readonly CancellationTokenSource _over = new();
    private Task _mending = Task.CompletedTask;

    /// <param name="start">The service's clock now.</param>
    /// <param name="speed">Seconds of it in one real second.</param>
    public Cluster(ChaosOptions options, string folder, DateTimeOffset start, double speed)
    {
        (_options, Folder, _start, _speed) = (options, folder, start, speed);
        Network = new Network(options.Apart);
        Database = new Member("database", MemberKind.Database, 31, Network, Server, "ready to accept connections", "INT", Log("database"));
        Members =
        [
            Database,
            .. Enumerable.Range(1, Silos).Select(number => Own($"silo{number}", MemberKind.Silo, 10 + number, Silo)),
            .. Enumerable.Range(1, Boards).Select(number => Own($"board{number}", MemberKind.Board, 20 + number, Board)),
        ];
        Doors = [.. Of(MemberKind.Board).Select(board => new Api(Patience) { IsOneOfMany = true, Http = { BaseAddress = AddressOf(board) } })];
        Store = Store.OfPostgres(Connection);
    }

    public string Folder { get; }

    public Network Network { get; }

    public Member Database { get; }

    public IReadOnlyList<Member> Members { get; }

    /// <summary>By board.</summary>
    public IReadOnlyList<Api> Doors { get; }

    public Store Store { get; }

    /// <summary>Any of the harness' own questions is answered soon or not at all.</summary>
    public string Connection => $"Host={Network.Address(Database.Place)};Port={DatabasePort};Database=monitor;Username=monitor;Timeout=5;Command Timeout=30";

    /// <summary>The service's clock.</summary>
    public DateTimeOffset Now => _start + ((TimeProvider.System.GetUtcNow() - _since) * _speed);

    public double Speed => _speed;

    public IEnumerable<Member> Of(MemberKind kind) => Members.Where(member => member.Kind == kind);

    public Member Named(string name) => Members.First(member => member.Name == name);

    public static Uri AddressOf(Member board, Network network) => new($"http://{network.Address(board.Place)}:{BoardPort}/");

    public Uri AddressOf(Member board) => AddressOf(board, Network);

    public async Task StartAsync()
    {
        await Network.MakeAsync();
        foreach (var member in Members)
            await Network.AddAsync(member.Place);
        await MakeDatabaseAsync();
        foreach (var member in Members.Where(member => member.Kind != MemberKind.Database))
            member.Launch();
        _mending = MendAsync();
        await ReadyAsync();
    }

    /// <summary>Everything serves.</summary>
    public Task ReadyAsync() => Task.WhenAll(Members.Select(member => member.ReadyAsync()));

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _mending;
        foreach (var member in Members.Where(member => member.IsRunning))
            await member.KillAsync();
        _over.Dispose();
    }

    private async Task MendAsync()
    {
        while (!_over.IsCancellationRequested)
        {
            foreach (var member in Members)
                member.Mend();
            await Task.Delay(MendEvery, TimeProvider.System, _over.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private Member Own(string name, MemberKind kind, int place, Func<Member, string[]> command)
    {
        Member member = null!;
        member = new Member(name, kind, place, Network, () => [.. command(member), .. Clock(member)], "ready http://", "TERM", Log(name));
        member.Environment["MONITOR_CONNECTION"] = $"{Connection};Application Name={name}";
        member.Environment["LiveBoard__AllowRemote"] = "true";
        // A killed process would leave its debugger's pipes behind.
        member.Environment["DOTNET_EnableDiagnostics"] = "0";
        return member;
    }

    private string[] Silo(Member silo) =>
        ["dotnet", _options.Host, "silo", "--address", Network.Address(silo.Place), "--silo-port", "11111", "--gateway-port", "30000"];

    private string[] Board(Member board) =>
        ["dotnet", _options.Board, "--listen", Network.Address(board.Place), "--port", BoardPort.ToString(CultureInfo.InvariantCulture)];

    // A clock that is ahead stood at the start earlier.
    private string[] Clock(Member member) =>
        ["--clock", Text(_start), "--clock-since", Text(_since - member.ClockAhead), "--speed", _speed.ToString(CultureInfo.InvariantCulture)];

    private string[] Server() =>
    [
        .. AsOwner(), Path.Combine(_options.PostgresPrograms, "postgres"), "-D", Data, "-c", $"listen_addresses={Network.Address(Database.Place)}",
        "-c", $"port={DatabasePort}", "-c", "unix_socket_directories=", "-c", "max_connections=200", "-c", "shared_buffers=256MB", "-c", "max_wal_size=2GB",
        "-c", "tcp_keepalives_idle=5", "-c", "tcp_keepalives_interval=2", "-c", "tcp_keepalives_count=3",
    ];

    private string Data => Path.Combine(Folder, "postgres");

    // PostgreSQL refuses to run as root.
    private string[] AsOwner() => _options.PostgresUser is { } user ? ["setpriv", $"--reuid={user}", $"--regid={user}", "--init-groups"] : [];

    private async Task MakeDatabaseAsync()
    {
        string[] owner = _options.PostgresUser is { } user ? ["-o", user] : [];
        await Shell.RunAsync("install", ["-d", "-m", "700", .. owner, Data]);
        string[] init = [.. AsOwner(), Path.Combine(_options.PostgresPrograms, "initdb"), "-D", Data, "-U", "monitor", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8"];
        await Shell.RunAsync(init[0], init[1..]);
        await File.AppendAllTextAsync(Path.Combine(Data, "pg_hba.conf"), "host all all samenet trust\n");
        Database.Launch();
        await Database.ReadyAsync();
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Connection) { Database = "postgres", Pooling = false }.ToString());
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("CREATE DATABASE monitor", connection);
        await command.ExecuteNonQueryAsync();
    }

    private string Log(string name) => Path.Combine(Folder, name + ".log");

    private static string Text(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture);
}
