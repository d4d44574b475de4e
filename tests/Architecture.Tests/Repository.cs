namespace Architecture.Tests;

/// <summary>The project's own files.</summary>
internal static class Repository
{
    private static readonly string[] Made = ["bin", "obj", "node_modules", "wwwroot"];

    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    /// <summary>Source files below a folder with one of the extensions, by their path from the root.</summary>
    public static IEnumerable<string> Files(string folder, params string[] extensions) =>
        from file in Directory.EnumerateFiles(Path.Combine(Root, folder), "*", SearchOption.AllDirectories)
        let path = Path.GetRelativePath(Root, file)
        where extensions.Contains(Path.GetExtension(path)) && !path.Split(Path.DirectorySeparatorChar).Intersect(Made).Any()
        orderby path
        select path;

    public static string[] Lines(string path) => File.ReadAllLines(Path.Combine(Root, path));

    private static string Find(DirectoryInfo? folder)
    {
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Monitor.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("Monitor.sln is in no folder above the tests.");
    }
}
