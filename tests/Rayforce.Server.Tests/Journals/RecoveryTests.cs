using Rayforce.Ipc;
using Rayforce.Server.Journals;

namespace Rayforce.Server.Tests.Journals;

/// <summary>What a start makes of files that are damaged, or not as they were left.</summary>
public sealed class RecoveryTests
{
    private static readonly string[] Changes = ["(set a 1)", "(set a (+ a 1))", "(do (set a (+ a 1)) (set b a))"];

    [Fact]
    public async Task A_log_that_is_cut_anywhere_goes_on_from_its_last_whole_entry()
    {
        using var whole = await WriteAsync();
        var ends = new List<long> { JournalPreamble.Size };
        var log = File.ReadAllBytes(whole.Log);
        while (ends[^1] < log.Length)
            ends.Add(ends[^1] + FrameHeader.Size + log[ends[^1] + 8]);
        Assert.Equal(1 + Changes.Length, ends.Count);

        for (var length = JournalPreamble.Size; length <= log.Length; length++)
        {
            using var folder = new DataFolder();
            File.WriteAllBytes(folder.Log, log[..length]);
            var entries = ends.FindLastIndex(end => end <= length);
            var isTorn = ends[entries] < length;
            await using (var data = await folder.OpenAsync())
            {
                Assert.Equal(entries == 0 ? "name" : $"{entries}", Show(await data.AskAsync("a")));
                Assert.Equal(entries < 3 ? "name" : "3", Show(await data.AskAsync("b")));
                Assert.Equal(isTorn, data.Log.Lines.Any(line => line.StartsWith("Warning", StringComparison.Ordinal)));
                await data.AskAsync("(set c 5)");
            }

            var rest = Directory.GetFiles(folder.Path, "*.rest");
            Assert.Equal(isTorn ? 1 : 0, rest.Length);
            if (isTorn)
                Assert.Equal(log[(int)ends[entries]..length], File.ReadAllBytes(rest[0]));
            await using var again = await folder.OpenAsync();
            Assert.Equal(5L, await again.AskAsync("c"));
            Assert.DoesNotContain(again.Log.Lines, line => line.StartsWith("Warning", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    [InlineData(6)]
    [InlineData(15)]
    public async Task A_damaged_header_is_cut_with_all_behind_it(int offset)
    {
        using var folder = await WriteAsync();
        var log = File.ReadAllBytes(folder.Log);
        var second = JournalPreamble.Size + FrameHeader.Size + log[JournalPreamble.Size + 8];
        log[second + offset] ^= 0xFF;
        File.WriteAllBytes(folder.Log, log);

        await using var data = await folder.OpenAsync();
        Assert.Equal(1L, await data.AskAsync("a"));
        Assert.Equal(log.Length - second, new FileInfo(Directory.GetFiles(folder.Path, "*.rest").Single()).Length);
    }

    [Fact]
    public async Task A_process_that_has_the_data_open_keeps_others_from_them()
    {
        using var folder = new DataFolder();
        await using (await folder.OpenAsync())
        {
            var refusal = await Assert.ThrowsAsync<RayforceException>(() => folder.OpenAsync());
            Assert.Contains("open in another process", refusal.Message, StringComparison.Ordinal);
        }

        await using var data = await folder.OpenAsync();
        Assert.Equal(3L, await data.AskAsync("(+ 1 2)"));
    }

    /// <summary>A snapshot that contains more of the log than there is: the log must not grow over that place.</summary>
    [Fact]
    public async Task A_log_that_is_shorter_than_its_snapshot_says_is_begun_anew()
    {
        using var folder = new DataFolder();
        await using (var data = await folder.OpenAsync())
        {
            await data.AskAsync("(set a 1)");
            await data.AskAsync("(.log.snapshot)");
        }

        long generation;
        using (var log = File.OpenRead(folder.Log))
            generation = JournalPreamble.Read(log)!.Value;
        using (var snapshot = File.Create(folder.Snapshot))
            SnapshotFile.Write(snapshot, [new RaySymbol("a")], _ => 7L, generation, 1000);
        foreach (var value in new[] { 8L, 9L })
        {
            await using var data = await folder.OpenAsync();
            Assert.Equal(value - 1, await data.AskAsync("a"));
            await data.AskAsync($"(set a {value})");
        }
    }

    [Theory]
    [InlineData("db.log.draft")]
    [InlineData("db.qdb.draft")]
    public async Task Half_written_files_are_of_no_account(string name)
    {
        using var folder = await WriteAsync();
        File.WriteAllText(Path.Combine(folder.Path, name), "half");
        await using var data = await folder.OpenAsync();
        Assert.Equal(3L, await data.AskAsync("a"));
        Assert.False(File.Exists(Path.Combine(folder.Path, name)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("half a file")]
    [InlineData("FADEFACE0300000001000000000000007E")]
    [InlineData("FADEFACE030000000C0000000000000063000C0001000000000000006100")]
    public async Task A_snapshot_that_cannot_be_read_stops_the_start(string content)
    {
        using var folder = await WriteAsync();
        File.WriteAllBytes(
            folder.Snapshot,
            content.Contains(' ', StringComparison.Ordinal) ? "half a file"u8.ToArray() : Convert.FromHexString(content));
        var before = File.ReadAllBytes(folder.Log);
        await Assert.ThrowsAsync<RayforceException>(() => folder.OpenAsync());
        Assert.Equal(before, File.ReadAllBytes(folder.Log));
    }

    private static string Show(RayObject reply) => reply is RayError error ? error.Code : reply.ToRayfall();

    /// <summary>A folder as it is when the process has been killed.</summary>
    private static async Task<DataFolder> WriteAsync()
    {
        using var folder = new DataFolder();
        await using var data = await folder.OpenAsync();
        foreach (var change in Changes)
            await data.AskAsync(change);
        return folder.Copy();
    }
}
