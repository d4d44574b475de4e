using Xunit;

namespace Tests.Shared;

/// <summary>Real input that lies beside the project, in <c>../shared/data</c>, and is not part of it.</summary>
internal static class SharedData
{
    // From where the tests run, not from where they were compiled: a deterministic build hides that path.
    private static readonly string Root = FindRoot(new DirectoryInfo(AppContext.BaseDirectory));

    /// <summary>A file of the project itself.</summary>
    public static string InProject(string path) => Path.GetFullPath(Path.Combine(Root, path));

    /// <summary>A file of the real input, there or not.</summary>
    public static string Find(string name) => InProject(Path.Combine("..", "shared", "data", name));

    /// <summary>Why a test on this file cannot run; null when it can.</summary>
    public static string? Missing(string name) => File.Exists(Find(name)) ? null : $"NOT TESTED: ../shared/data/{name} is absent";

    private static string FindRoot(DirectoryInfo? folder)
    {
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Monitor.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("Monitor.sln is in no folder above the tests.");
    }
}

/// <summary>A test on real input: skipped, and counted as skipped, where the file is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedDataFactAttribute : FactAttribute
{
    public SharedDataFactAttribute(string file) => Skip = SharedData.Missing(file);
}

/// <summary>As <see cref="SharedDataFactAttribute"/>, with inline data.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedDataTheoryAttribute : TheoryAttribute
{
    public SharedDataTheoryAttribute(string file) => Skip = SharedData.Missing(file);
}
