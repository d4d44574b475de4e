using System.Diagnostics.CodeAnalysis;
using Xunit.Abstractions;

namespace Grains.Tests;

/// <summary>Real input that lies beside the project, in <c>../shared/data</c>, and is not part of it. A test that lacks its file says so and ends.</summary>
internal static class SharedData
{
    private static readonly string Root = FindRoot(new DirectoryInfo(AppContext.BaseDirectory));

    /// <summary>A file of the project itself.</summary>
    public static string InProject(string path) => Path.Combine(Root, path);

    public static bool TryFind(string name, ITestOutputHelper output, [NotNullWhen(true)] out string? path)
    {
        path = Path.Combine(Root, "..", "shared", "data", name);
        if (File.Exists(path))
            return true;
        output.WriteLine($"NOT TESTED: {Path.GetFullPath(path)} is absent.");
        Console.Error.WriteLine($"NOT TESTED: {Path.GetFullPath(path)} is absent.");
        path = null;
        return false;
    }

    private static string FindRoot(DirectoryInfo? folder)
    {
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Monitor.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("Monitor.sln is in no folder above the tests.");
    }
}
