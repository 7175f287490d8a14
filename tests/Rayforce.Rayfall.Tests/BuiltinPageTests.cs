using Rayforce.Rayfall.Interpreting;

namespace Rayforce.Rayfall.Tests;

/// <summary>docs/rayfall.md says what the engine does.</summary>
public sealed class BuiltinPageTests
{
    /// <summary>What answers on a server alone: its documentation has the examples.</summary>
    private static readonly string[] OfServers = [".mc.", ".ipc.", ".log."];

    [Fact]
    public void The_page_is_current()
    {
        var path = Locate();
        var page = BuiltinPage.Write();
        if (Environment.GetEnvironmentVariable("RAYFORCE_WRITE_DOCS") is { Length: > 0 })
            File.WriteAllText(path, page);

        Assert.Equal(page, File.ReadAllText(path));
    }

    [Fact]
    public void Every_builtin_that_is_offered_has_an_example()
    {
        var page = BuiltinPage.Write().Split('\n');
        var offered = BuiltinTable.Instance.All
            .Where(builtin => !builtin.Summary.StartsWith("Not offered", StringComparison.Ordinal)
                && !Array.Exists(OfServers, prefix => builtin.Name.StartsWith(prefix, StringComparison.Ordinal)));
        Assert.DoesNotContain(offered, builtin =>
            page.Any(row => row.StartsWith($"| `{builtin.Name}` |", StringComparison.Ordinal) && row.EndsWith("|  |", StringComparison.Ordinal)));
    }

    private static string Locate()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Rayforce.sln")))
                return Path.Combine(folder.FullName, "docs", "rayfall.md");
        }

        throw new InvalidOperationException("the tests do not lie in the repository");
    }
}
