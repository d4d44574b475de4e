namespace Grains.Catalogue;

/// <summary>The catalogue in force in this process; replaced as a whole, read without locks.</summary>
public sealed class ReferenceHolder
{
    private readonly Lock _gate = new();
    private volatile ReferenceData _current = ReferenceData.Empty;

    public ReferenceData Current => _current;

    public void Replace(ReferenceData next) => _current = next;

    /// <summary>The one place where versions come into force while the service runs. Those that are in force already change nothing.</summary>
    public void Add(DocumentSet set)
    {
        lock (_gate)
        {
            var next = _current.With(set);
            if (next.Version != _current.Version)
                _current = next;
        }
    }
}
