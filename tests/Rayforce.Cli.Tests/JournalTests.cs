using Rayforce.Cli.Commands;
using Rayforce.TestSupport;

namespace Rayforce.Cli.Tests;

public sealed class JournalTests : IDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("rayforce-journal-");

    private string Log => Path.Combine(_data.FullName, "db.log");

    public void Dispose() => _data.Delete(recursive: true);

    [Fact]
    public async Task The_entries_of_a_log_are_listed_with_where_they_are()
    {
        await WriteAsync("started again");

        var run = await CommandRun.OfAsync("journal", Log);

        Assert.Equal(ExitCode.Success, run.ExitCode);
        Assert.StartsWith("generation ", run.Lines[0], StringComparison.Ordinal);
        Assert.Equal("16\t35 bytes\t(set a 7)", run.Lines[1]);
        Assert.Equal("9 entries, 328 bytes", run.Lines[^1]);
    }

    [Fact]
    public async Task A_log_without_a_generation_and_restricted_entries_are_told()
    {
        await WriteAsync("a log without the preamble");
        var old = await CommandRun.OfAsync("journal", Log);
        Assert.Equal("no generation: a log before core 2.11.0", old.Lines[0]);

        await WriteAsync("a frame marked restricted");
        var restricted = await CommandRun.OfAsync("journal", Log);
        Assert.Contains("\trestricted\t(", restricted.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_log_is_cut_when_it_is_asked_for_and_the_rest_is_kept()
    {
        await WriteAsync("a torn last frame");
        var before = await File.ReadAllBytesAsync(Log);

        var look = await CommandRun.OfAsync("journal", Log);
        Assert.Equal(ExitCode.Failure, look.ExitCode);
        Assert.StartsWith("damaged at byte 215", look.Lines[^1], StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(Log));

        var cut = await CommandRun.OfAsync("journal", Log, "--cut");
        Assert.Equal(ExitCode.Success, cut.ExitCode);
        Assert.Equal(before[..215], await File.ReadAllBytesAsync(Log));
        Assert.Equal(before[215..], await File.ReadAllBytesAsync(Directory.GetFiles(_data.FullName, "*.rest").Single()));

        Assert.Equal(ExitCode.Success, (await CommandRun.OfAsync("journal", Log)).ExitCode);
    }

    [Fact]
    public async Task An_entry_that_cannot_be_read_is_named()
    {
        await WriteAsync("an unreadable payload, then a good one");
        var run = await CommandRun.OfAsync("journal", Log);
        Assert.Equal(ExitCode.Success, run.ExitCode);
        Assert.Contains("\tunreadable: ", run.Output, StringComparison.Ordinal);
        Assert.EndsWith("1 of them unreadable", run.Lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_log_that_is_not_there_is_trouble()
    {
        var run = await CommandRun.OfAsync("journal", Log);
        Assert.Equal(ExitCode.Trouble, run.ExitCode);
        Assert.NotEmpty(run.Error);
    }

    private async Task WriteAsync(string step)
    {
        var files = GoldenFile.Read("core3/journal.json").Single(each => each.GetText("step") == step).GetNamedTexts("files");
        await File.WriteAllBytesAsync(Log, Convert.FromHexString(files["db.log"]));
    }
}
