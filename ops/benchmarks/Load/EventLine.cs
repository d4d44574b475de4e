using System.Globalization;
using System.Text;

namespace Monitor.Bench.Load;

/// <summary>Events as a source sends them, one JSON object a line.</summary>
internal static class EventLine
{
    public static string Received(string dossier, string agency, DateTimeOffset at, DateTimeOffset due) =>
        $$"""
        {"id":"{{dossier}}-1","source":"bench","dossier":"{{dossier}}","type":"received","at":"{{Text(at)}}","agency":"{{agency}}","procedure":"bench","channel":"online","due":"{{Text(due)}}"}
        """;

    public static string Finished(string dossier, DateTimeOffset at) =>
        $$"""
        {"id":"{{dossier}}-2","source":"bench","dossier":"{{dossier}}","type":"finished","at":"{{Text(at)}}","outcome":"done"}
        """;

    public static byte[] Body(IEnumerable<string> lines) => Encoding.UTF8.GetBytes(string.Join('\n', lines));

    private static string Text(DateTimeOffset at) => at.ToString("yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture);
}
