namespace Grains.Interfaces.Operations;

/// <summary>What runs here, as told to people and displays. Registered once by the program that puts the parts together.</summary>
/// <param name="Engine"><c>embedded</c> or <c>orleans</c>.</param>
/// <param name="Storage"><c>sqlite</c> or <c>postgres</c>.</param>
/// <param name="Build">Changes with every build: a display that sees a new one loads its page again.</param>
/// <param name="Simulated">The dossiers are made up; every page says so.</param>
/// <param name="Started">By the service's clock.</param>
public sealed record ServiceInfo(
    string Engine, string Storage, string Version, string Build, bool Simulated, DateTimeOffset Started, ServiceClockInfo Clock);

/// <summary>The service's clock.</summary>
/// <param name="Kind"><c>real</c> or <c>replay</c>.</param>
/// <param name="Speed">Seconds of the service's clock in one real second; 1 for the real clock.</param>
public sealed record ServiceClockInfo(string Kind, double Speed)
{
    public static ServiceClockInfo Real { get; } = new("real", 1);
}
