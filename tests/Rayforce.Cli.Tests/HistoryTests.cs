using Rayforce.Cli.Prompt;

namespace Rayforce.Cli.Tests;

public sealed class HistoryTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("history").FullName;

    private string File => Path.Combine(_folder, "state", "history");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("(+ 1 2)")]
    [InlineData("(a\n  b)")]
    [InlineData("\"\\n\\\\\"")]
    [InlineData("\\t (a)\n")]
    [InlineData("日本 👍🏽")]
    public void An_entry_is_there_again_in_the_next_prompt(string entry)
    {
        new History(File).Add(entry);

        Assert.Equal([entry], new History(File).Entries);
    }

    [Fact]
    public void An_entry_is_kept_once_in_a_row_and_not_with_a_blank_before()
    {
        var history = new History(File);
        foreach (var entry in new[] { "a", "a", " secret", "", "b", "a" })
            history.Add(entry);

        Assert.Equal(["a", "b", "a"], new History(File).Entries);
    }

    [Fact]
    public void Two_prompts_add_to_one_file()
    {
        var (one, other) = (new History(File), new History(File));
        one.Add("a");
        other.Add("b");
        one.Add("c");

        Assert.Equal(["a", "b", "c"], new History(File).Entries);
    }

    [SkippableFact]
    public void Nobody_else_reads_the_file()
    {
        Skip.If(OperatingSystem.IsWindows(), "There are no such modes here.");
        new History(File).Add("a");

#pragma warning disable CA1416 // Skipped above.
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
#pragma warning restore CA1416
    }

    [Fact]
    public void A_prompt_works_without_a_place_for_it()
    {
        var history = new History("/dev/null/history");
        history.Add("a");

        Assert.Equal(["a"], history.Entries);
    }
}
