using System.Globalization;

namespace Grains.Storage.Sql;

/// <summary>The scripts of <c>ops/sql</c> for one kind of database, by version: <c>0001-dossiers.sql</c> is version 1.</summary>
internal sealed class SchemaScripts
{
    private readonly string _prefix;

    /// <param name="kind">The folder under <c>ops/sql</c>.</param>
    public SchemaScripts(string kind)
    {
        _prefix = $"sql/{kind}/";
        All =
        [
            .. typeof(SchemaScripts).Assembly.GetManifestResourceNames()
                .Where(name => name.StartsWith(_prefix, StringComparison.Ordinal))
                .Select(name => (int.Parse(name.AsSpan(_prefix.Length, 4), CultureInfo.InvariantCulture), name[_prefix.Length..]))
                .OrderBy(script => script.Item1),
        ];
    }

    public IReadOnlyList<(int Version, string Name)> All { get; }

    /// <summary>Scripts that bring a database of version <paramref name="current"/> (0 for an empty one) up to date.</summary>
    /// <param name="place">The database, for the message.</param>
    /// <exception cref="StorageStartException">It is newer than this program.</exception>
    public IEnumerable<(int Version, string Name)> After(int current, string place)
    {
        var newest = All[^1].Version;
        return current <= newest ? All.Where(script => script.Version > current) : throw new StorageStartException(
            $"Dữ liệu {place} thuộc phiên bản mới hơn (lược đồ {current}, chương trình này chỉ biết đến {newest}); hãy chạy phiên bản mới hơn",
            $"The data {place} belongs to a newer version (schema {current}, this program knows {newest}); run the newer version");
    }

    public string Read(string name)
    {
        using var reader = new StreamReader(typeof(SchemaScripts).Assembly.GetManifestResourceStream(_prefix + name)!);
        return reader.ReadToEnd();
    }
}
