using System.CommandLine;
using System.Net;

namespace LiveBoard.Hosting;

/// <summary>IP addresses on a command line.</summary>
public static class AddressOption
{
    /// <summary>Where HTTP listens. Anything but this machine also needs <see cref="LiveBoardOptions.AllowRemote"/>.</summary>
    public static Option<IPAddress> Listen { get; } = Named(
        "--listen", $"address that HTTP listens on; others than 127.0.0.1 also need {LiveBoardOptions.Section}__{nameof(LiveBoardOptions.AllowRemote)}=true");

    public static Option<IPAddress> Named(string name, string description) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => IPAddress.Loopback,
        CustomParser = result =>
        {
            var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
            if (IPAddress.TryParse(text, out var address))
                return address;
            result.AddError($"{name} must be an IP address, such as 10.0.0.7, and is '{text}'");
            return null;
        },
    };
}
