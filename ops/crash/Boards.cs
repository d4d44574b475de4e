using System.Text.Json.Nodes;

namespace Monitor.Crash;

/// <summary>Frames of boards, and whether their stamps go on as promised: an epoch for each process, sequences that never go back.</summary>
internal sealed class Boards
{
    private readonly Dictionary<string, (string Epoch, long Sequence)> _frames = [];
    private readonly HashSet<string> _epochs = [];

    public void Restarted() => _frames.Clear();

    public async Task<JsonNode> FrameAsync(Api service, string office)
    {
        var frame = await service.GetAsync("boards/" + Uri.EscapeDataString(office));
        var (epoch, sequence) = (frame["epoch"]!.GetValue<string>(), frame["sequence"]!.GetValue<long>());
        if (_frames.TryGetValue(office, out var was))
        {
            if (was.Epoch == epoch && sequence < was.Sequence)
                throw new BrokenPromiseException($"Board {office} went back from {was.Sequence} to {sequence}");
        }
        else if (!_epochs.Add(epoch))
        {
            throw new BrokenPromiseException($"Board {office} has an epoch of a process that was killed");
        }

        _epochs.Add(epoch);
        _frames[office] = (epoch, sequence);
        return frame;
    }
}
