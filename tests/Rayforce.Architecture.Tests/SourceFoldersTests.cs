namespace Rayforce.Architecture.Tests;

public sealed class SourceFoldersTests
{
    private static readonly SourceFolders Folders = SourceFolders.Of("P", [
        "Root.cs", "A/Plain.cs", "A/Split.cs", "A/Split.More.cs", "A/Both.cs", "B/Both{T}.cs", "A/Torn.cs",
        "B/Torn.Rest.cs", "A/Deep/Inner.cs", "A/Generic.cs",
    ]);

    [Theory]
    [InlineData("Root", "P")]
    [InlineData("Plain", "P/A")]
    [InlineData("Split", "P/A")]
    [InlineData("Both", "P/A")]
    [InlineData("Both`1", "P/B")]
    [InlineData("Generic`2", "P/A")]
    [InlineData("Inner", "P/A/Deep")]
    public void A_type_lies_where_the_file_lies_that_is_named_after_it(string type, string folder) =>
        Assert.Equal([folder], Folders.FoldersOf(type));

    [Fact]
    public void A_type_with_files_in_two_folders_lies_in_both() =>
        Assert.Equal(["P/A", "P/B"], Folders.FoldersOf("Torn"));

    [Fact]
    public void A_type_without_a_file_of_its_name_lies_nowhere() => Assert.Empty(Folders.FoldersOf("Pla"));
}
