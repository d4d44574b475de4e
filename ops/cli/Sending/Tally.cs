namespace Monitor.Cli.Sending;

/// <summary>What became of the events so far. Safe for several senders.</summary>
internal sealed class Tally
{
    /// <summary>So many refusals are kept to be shown.</summary>
    public const int Shown = 10;

    private readonly Lock _lock = new();
    private readonly List<string> _examples = [];
    private readonly Dictionary<string, long> _refusedByCode = [];

    public long Sent { get; private set; }
    public long Applied { get; private set; }
    public long Duplicate { get; private set; }
    public long Refused { get; private set; }
    public long Unreadable { get; private set; }
    public long HeldBack { get; private set; }

    /// <summary>Those of <see cref="HeldBack"/> that begin a dossier.</summary>
    public long HeldBackBeginnings { get; private set; }

    public int ExitCode => Refused + Unreadable > 0 ? ExitCodes.SomeRefused : ExitCodes.Done;

    /// <summary>The first refusals, and unreadable rows, in words.</summary>
    public IReadOnlyList<string> Examples
    {
        get { lock (_lock) return [.. _examples]; }
    }

    /// <summary>How often each reason was given, most often first.</summary>
    public IReadOnlyList<KeyValuePair<string, long>> RefusedByCode
    {
        get { lock (_lock) return [.. _refusedByCode.OrderByDescending(entry => entry.Value)]; }
    }

    public void Add(IngestAnswer answer)
    {
        lock (_lock)
        {
            Sent += answer.Received;
            Applied += answer.Applied;
            Duplicate += answer.Duplicate;
            Refused += answer.Refused.Count;
            foreach (var refused in answer.Refused)
            {
                _refusedByCode[refused.Code] = _refusedByCode.GetValueOrDefault(refused.Code) + 1;
                Keep($"{refused.Code} {refused.Id}: {refused.Message}");
            }
        }
    }

    public void AddUnreadable(long row, string message)
    {
        lock (_lock)
        {
            Unreadable++;
            Keep($"row {row}: {message}");
        }
    }

    public void AddHeldBack(bool beginning)
    {
        lock (_lock)
        {
            HeldBack++;
            if (beginning)
                HeldBackBeginnings++;
        }
    }

    private void Keep(string example)
    {
        if (_examples.Count < Shown)
            _examples.Add(example);
    }
}
