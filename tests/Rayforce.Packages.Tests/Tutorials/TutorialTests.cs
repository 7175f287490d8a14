using Rayforce.Packages.Tests.Support;

namespace Rayforce.Packages.Tests.Tutorials;

/// <summary>The tutorials, followed to the letter with the packages that were just packed.</summary>
[Collection(PackageCollection.Name)]
public sealed class TutorialTests(PackageFeed feed)
{
    private static readonly string Folder = Path.Combine(PackageFeed.Repository, "docs", "tutorials");

    public static TheoryData<string> Pages =>
        [.. Directory.GetFiles(Folder, "*.md").Select(static page => Path.GetFileNameWithoutExtension(page)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_tutorial_leads_from_an_empty_folder_to_its_end(string name)
    {
        var steps = Step.Read(Path.Combine(Folder, name + ".md")).ToList();
        Assert.NotEmpty(steps);
        await using var reader = new Reader(feed, name);
        foreach (var step in steps)
            await reader.FollowAsync(step);
    }
}
