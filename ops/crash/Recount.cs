using System.Text.Json.Nodes;

namespace Monitor.Crash;

/// <summary>
/// The events that the database holds, looked at again and again: each acknowledged one exactly once and as it was sent, and none that had
/// been there is gone. What is told by them is folded anew only for dossiers of which more is known.
/// </summary>
internal sealed class Recount(Ledger ledger)
{
    private readonly Dictionary<(string Source, string Id), (KeptEvent Event, int Look)> _kept = [];
    private readonly Dictionary<string, List<Told>> _told = [];
    private readonly Dictionary<string, Fold?> _folds = [];
    private int _look;

    public int Events => _kept.Count;

    /// <summary>All dossiers that have been received.</summary>
    public IEnumerable<Fold> Dossiers => _folds.Values.OfType<Fold>();

    /// <summary>By dossier.</summary>
    public IEnumerable<IReadOnlyList<Told>> Told => _told.Values;

    /// <param name="there">All of them.</param>
    /// <exception cref="BrokenPromiseException">One is lost, doubled, changed or made up.</exception>
    public void Look(IReadOnlyCollection<KeptEvent> there)
    {
        _look++;
        var changed = new HashSet<string>();
        foreach (var kept in there)
        {
            if (!_kept.TryGetValue(kept.Key, out var known))
                changed.Add(Add(kept));
            else if (known.Look == _look)
                throw new BrokenPromiseException($"{kept.Key} is there twice");
            else if (known.Event != kept)
                throw new BrokenPromiseException($"{kept.Key} was {known.Event} and is {kept}");
            _kept[kept.Key] = (kept, _look);
        }

        if (_kept.Count != there.Count)
            throw new BrokenPromiseException($"{_kept.Count - there.Count} events were there and are gone, such as {_kept.First(known => known.Value.Look != _look).Key}");
        var lost = ledger.Answered.Where(answered => !Ledger.IsTurnedAway(answered.Value) && !_kept.ContainsKey(answered.Key)).ToList();
        if (lost.Count > 0)
            throw new BrokenPromiseException($"{lost.Count} acknowledged events are not there, such as {lost[0].Key}");
        foreach (var dossier in changed)
            _folds[dossier] = Fold.Of(_told[dossier]);
    }

    private string Add(KeptEvent kept)
    {
        if (!ledger.Sent.TryGetValue(kept.Key, out var sent))
            throw new BrokenPromiseException($"{kept.Key} is there and was never sent");
        var isSame = (kept.Dossier, kept.Type, kept.At, kept.IsBackfill) == (sent.Dossier, sent.Type, sent.At.UtcTicks, sent.Source == Offices.Archive)
            && JsonNode.DeepEquals(kept.ReadBody(), sent.Body());
        if (!isSame)
            throw new BrokenPromiseException($"{kept.Key} is not what was sent: {kept} and not {sent.ToJson()}");
        if (!_told.TryGetValue(kept.Dossier, out var told))
            _told[kept.Dossier] = told = [];
        told.Add(sent);
        return kept.Dossier;
    }
}

/// <summary>An event as the database holds it.</summary>
/// <param name="At">UTC ticks.</param>
/// <param name="Body">The fields that only some events carry, as JSON.</param>
internal sealed record KeptEvent(string Dossier, string Source, string Id, string Type, long At, bool IsBackfill, string Body)
{
    public (string Source, string Id) Key => (Source, Id);

    public JsonNode ReadBody()
    {
        var body = JsonNode.Parse(Body)!;
        // Units are stored by the name of a constant, with a capital letter.
        if (body["units"] is { } units && units["unit"]!.GetValue<string>() is { Length: > 0 } unit)
            units["unit"] = char.ToLowerInvariant(unit[0]) + unit[1..];
        return body;
    }
}
