using System.Runtime.CompilerServices;

namespace Silo.Tests.Process;

/// <summary>The real input beside the project.</summary>
internal static class SharedData
{
    /// <summary>The project's root.</summary>
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Here(), "..", "..", ".."));

    /// <summary>Null, and one loud line, where the data is not beside the project: the test then has nothing to test.</summary>
    public static string? Find(string file)
    {
        var path = Path.Combine(Root, "..", "shared", "data", file);
        if (File.Exists(path))
            return path;
        Console.Error.WriteLine($"*** NOT TESTED: ../shared/data/{file} is not there ***");
        return null;
    }

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
