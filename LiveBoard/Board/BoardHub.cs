using System.Runtime.CompilerServices;
using Grains.Interfaces.Agencies;
using Microsoft.AspNetCore.SignalR;

namespace LiveBoard.Board;

/// <summary>Boards, to look at only: whatever changes something is an HTTP call.</summary>
internal sealed class BoardHub(BoardFeeds feeds) : Hub
{
    public const string Path = "/hubs/board";

    /// <summary>Frames of one board: a snapshot first, unless the display already has it, then what changes, and beats.</summary>
    /// <exception cref="HubException">The message begins with a stable code: <c>unknown-agency</c> or <c>too-many-displays</c>.</exception>
    public async IAsyncEnumerable<OutgoingFrame> Watch(
        string? agency, string? epoch, long? sequence, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!AgencyCode.TryParse(agency, out var code))
            throw Unknown();
        await using var frames = feeds.WatchAsync(code, epoch, sequence, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await NextAsync(frames))
            yield return frames.Current;
    }

    private static async Task<bool> NextAsync(IAsyncEnumerator<OutgoingFrame> frames)
    {
        try
        {
            return await frames.MoveNextAsync();
        }
        catch (UnknownAgencyException fault)
        {
            throw Unknown(fault);
        }
        catch (TooManyDisplaysException fault)
        {
            throw new HubException("too-many-displays: " + fault.Message, fault);
        }
    }

    private static HubException Unknown(Exception? fault = null) => new("unknown-agency: Không có cơ quan này. / No such agency.", fault);
}
