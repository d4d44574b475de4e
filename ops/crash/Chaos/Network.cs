using System.Globalization;

namespace Monitor.Crash.Chaos;

/// <summary>
/// The network of a cluster on one machine: each member in a network namespace of its own, all joined by a bridge, so that any two of them can
/// be cut from one another. Where that is not permitted, all share this machine's loopback and nothing can be cut.
/// </summary>
/// <param name="apart">Namespaces may be made. They and the bridge are those of this process's own mount and network namespace, and go with it.</param>
internal sealed class Network(bool apart)
{
    private const string Bridge = "chaos0";
    private const int Here = 1;

    // Nobody's: packets to it leave and arrive nowhere, as on a cable that was pulled.
    private const string Nowhere = "02:00:00:00:00:ff";

    public bool CanCut => apart;

    public string Address(int place) => string.Create(CultureInfo.InvariantCulture, $"{(apart ? "10" : "127")}.77.0.{place}");

    public async Task MakeAsync()
    {
        if (!apart)
            return;
        await IpAsync("link set lo up");
        await IpAsync($"link add {Bridge} type bridge");
        await IpAsync($"addr add {Address(Here)}/24 dev {Bridge}");
        await IpAsync($"link set {Bridge} up");
    }

    public async Task AddAsync(int place)
    {
        if (!apart)
            return;
        var (space, cable) = (Space(place), $"chaos-{place}");
        await IpAsync($"netns add {space}");
        await IpAsync($"link add {cable} type veth peer name eth0 netns {space}");
        await IpAsync($"link set {cable} master {Bridge} up");
        await IpAsync($"-n {space} addr add {Address(place)}/24 dev eth0");
        await IpAsync($"-n {space} link set eth0 up");
        await IpAsync($"-n {space} link set lo up");
    }

    /// <summary>What a program's command line begins with to run at a place.</summary>
    public string[] At(int place) => apart ? ["ip", "netns", "exec", Space(place)] : [];

    public async Task CutAsync(int one, int other)
    {
        foreach (var command in Cut(one, other))
            await IpAsync(command);
    }

    public async Task HealAsync(int one, int other)
    {
        foreach (var command in Heal(one, other))
            await IpAsync(command);
    }

    /// <summary>Silent in both directions, for connections that are open, too.</summary>
    internal IEnumerable<string> Cut(int one, int other) => Both(one, other, (from, to) => $"-n {Space(from)} neigh replace {Address(to)} lladdr {Nowhere} dev eth0 nud permanent");

    internal IEnumerable<string> Heal(int one, int other) => Both(one, other, (from, to) => $"-n {Space(from)} neigh del {Address(to)} dev eth0");

    private static IEnumerable<string> Both(int one, int other, Func<int, int, string> command) => [command(one, other), command(other, one)];

    private static string Space(int place) => $"chaos-{place}";

    private static Task<string> IpAsync(string command) => Shell.RunAsync("ip", command.Split(' '));
}
