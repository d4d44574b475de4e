using System.Runtime.InteropServices;
using System.Text.Json;

namespace Monitor.Bench;

/// <summary>A folder of results: one line a scenario, and the machine that they were measured on.</summary>
internal sealed class Saved(string folder)
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerOptions.Web) { WriteIndented = true };

    public void Add(string line)
    {
        Directory.CreateDirectory(folder);
        File.AppendAllText(Path.Combine(folder, "results.jsonl"), line + "\n");
        File.WriteAllText(Path.Combine(folder, "machine.json"), JsonSerializer.Serialize(Machine(), Indented) + "\n");
    }

    private static object Machine() => new
    {
        processor = Line("/proc/cpuinfo", "model name"),
        cores = Environment.ProcessorCount,
        memory = Line("/proc/meminfo", "MemTotal"),
        system = RuntimeInformation.OSDescription,
        runtime = RuntimeInformation.FrameworkDescription,
        commit = Environment.GetEnvironmentVariable("MONITOR_COMMIT"),
        measured = TimeProvider.System.GetUtcNow(),
    };

    private static string? Line(string file, string name) => !File.Exists(file)
        ? null
        : File.ReadLines(file).FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))?.Split(':')[1].Trim();
}
