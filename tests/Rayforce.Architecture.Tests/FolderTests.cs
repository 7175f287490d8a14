namespace Rayforce.Architecture.Tests;

/// <summary>The folders of a project know each other one way only, the project's own folder among them.</summary>
public sealed class FolderTests
{
    public static TheoryData<string> Projects => [.. SourceProjects.Names];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Folders_do_not_know_each_other_in_a_circle(string project)
    {
        var folders = SourceFolders.Of(project);
        var graph = new RoomGraph();
        foreach (var reference in Reference.All)
        {
            if (reference.FromProject != project || reference.ToProject != project)
                continue;
            foreach (var from in folders.FoldersOf(reference.From))
            {
                foreach (var to in folders.FoldersOf(reference.To))
                    graph.Add(from, to, reference.ToString());
            }
        }

        var exempt = Exemptions.Folders.Where(exemption => exemption.Key.Split('/')[0] == project).ToDictionary();
        var faults = graph.FindFaults(exempt);

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_type_lies_in_one_folder_in_files_that_are_named_after_it(string project)
    {
        var folders = SourceFolders.Of(project);
        var misplaced = SourceProjects.TypesOf(project).Where(type => folders.FoldersOf(type).Count != 1).ToList();
        var isExempt = Exemptions.Projects.ContainsKey(project);

        if (isExempt)
            Assert.True(misplaced.Count > 0, $"All types of {project} lie well: take its exemption away.");
        else
            Assert.Empty(misplaced.Select(type => $"{type.FullName}: {string.Join(" and ", folders.FoldersOf(type))}"));
    }

    [Fact]
    public void Every_exemption_is_of_a_project_of_src() => Assert.All(
        Exemptions.Folders.Keys.Concat(Exemptions.Projects.Keys),
        folder => Assert.Contains(folder.Split('/')[0], SourceProjects.Names));
}
