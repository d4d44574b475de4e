using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace Architecture.Tests;

/// <summary>What the source itself must look like.</summary>
public sealed partial class SourceTests
{
    private const int MaxLines = 300;

    private static readonly string[] Folders = ["Grains", "Grains.Interfaces", "LiveBoard", "Silo", "ops/cli", "ops/benchmarks", "ops/crash"];

    [Fact]
    public void No_file_is_longer_than_anybody_reads()
    {
        var files = Folders.SelectMany(folder => Repository.Files(folder, ".cs", ".ts", ".tsx"))
            .Where(file => !file.Contains(".generated.", StringComparison.Ordinal));
        files.Select(file => (File: file, Lines: Repository.Lines(file).Length)).Where(file => file.Lines > MaxLines).ShouldBeEmpty();
    }

    [Fact]
    public void Whatever_may_interleave_says_why_on_its_line_or_above()
    {
        var silent = from folder in new[] { "Grains", "Grains.Interfaces", "LiveBoard", "Silo/Host" }
                     from file in Repository.Files(folder, ".cs")
                     let lines = Repository.Lines(file)
                     from i in Enumerable.Range(0, lines.Length)
                     where Interleaving().IsMatch(lines[i]) && !SaysWhy(lines[i]) && !(i > 0 && SaysWhy(lines[i - 1]))
                     select $"{file}:{i + 1}: {lines[i].Trim()}";
        silent.ShouldBeEmpty("name the invariant that holds across await");
    }

    // Documentation (three slashes) tells callers what a method does, not why it may interleave.
    private static bool SaysWhy(string line) =>
        line.IndexOf("//", StringComparison.Ordinal) is >= 0 and var at && !line.AsSpan(at).StartsWith("///");

    [GeneratedRegex(@"\[[^\]]*\b(Reentrant|AlwaysInterleave|MayInterleave|ReadOnly)\b|\b[Ii]nterleave\s*[=:]\s*true", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Interleaving();
}
