using Rayforce.Rayfall.Interpreting;

namespace Rayforce.Rayfall.Tests;

/// <summary>docs/rayfall.md says what the engine does.</summary>
public sealed class BuiltinPageTests
{
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
    public void Most_builtins_that_are_offered_have_an_example()
    {
        var examples = BuiltinPage.FindExamples();
        var offered = BuiltinTable.Instance.All
            .Where(builtin => !builtin.Summary.StartsWith("Not offered", StringComparison.Ordinal)).ToList();

        Assert.True(offered.Count(builtin => examples.ContainsKey(builtin.Name)) > offered.Count / 2);
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
