using System.Collections.Immutable;

namespace Grains.Catalogue;

/// <summary>Every version of the documents of one kind, and which is the newest of each. Version 1 is a document's first.</summary>
public sealed class VersionedDocuments<T>
    where T : class
{
    private readonly ImmutableDictionary<(string Id, int Version), T> _all;
    private readonly ImmutableDictionary<string, (int Version, T Document)> _newest;

    private VersionedDocuments(ImmutableDictionary<(string Id, int Version), T> all, ImmutableDictionary<string, (int Version, T Document)> newest)
    {
        _all = all;
        _newest = newest;
    }

    public static VersionedDocuments<T> Empty { get; } = new(
        ImmutableDictionary<(string Id, int Version), T>.Empty, ImmutableDictionary<string, (int Version, T Document)>.Empty);

    public int Count => _all.Count;

    public IEnumerable<string> Ids => _newest.Keys.Order(StringComparer.Ordinal);

    public IEnumerable<T> Newest => Ids.Select(id => _newest[id].Document);

    /// <summary>The newest version, or null when there is none of that id.</summary>
    public T? Find(string id) => _newest.TryGetValue(id, out var entry) ? entry.Document : null;

    public T? Find(string id, int version) => _all.GetValueOrDefault((id, version));

    /// <summary>0 when there is none of that id.</summary>
    public int VersionOf(string id) => _newest.TryGetValue(id, out var entry) ? entry.Version : 0;

    public VersionedDocuments<T> With(IEnumerable<(string Id, int Version, T Document)> documents)
    {
        var all = _all.ToBuilder();
        var newest = _newest.ToBuilder();
        foreach (var (id, version, document) in documents)
        {
            all[(id, version)] = document;
            if (!newest.TryGetValue(id, out var known) || known.Version < version)
                newest[id] = (version, document);
        }

        return new VersionedDocuments<T>(all.ToImmutable(), newest.ToImmutable());
    }
}
