using Xunit;

namespace Tests.Shared;

/// <summary>
/// A test of the embedded engine itself: skipped, and counted as skipped, where Orleans runs the grains. CONTRIBUTING.md lists them all.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class EmbeddedTheoryAttribute : TheoryAttribute
{
    public EmbeddedTheoryAttribute(string why) =>
        Skip = File.Exists(Path.Combine(AppContext.BaseDirectory, "Silo.Embedded.dll")) ? null : $"EMBEDDED ENGINE ONLY: {why}";
}
