using System.Text.Json;
using Rayforce.Ipc;
using Rayforce.TestSupport;

namespace Rayforce.Server.Tests.Journals;

/// <summary>The files that native 3.0.1 left, step by step, and what it gave when it started from them.</summary>
public sealed class CapturedJournalTests
{
    private static readonly GoldenLine[] Steps = [.. GoldenFile.Read("core3/journal.json")];

    public static TheoryData<string> Started => [.. Steps.Where(HasReplies).Select(NameOf)];

    public static TheoryData<string> Refused => [.. Steps.Where(step => step.Json.TryGetProperty("replies", out var replies)
        && replies.ValueKind == JsonValueKind.Null).Select(NameOf)];

    public static TheoryData<string> All => [.. Steps.Select(NameOf)];

    [Theory]
    [MemberData(nameof(Started))]
    public async Task What_native_starts_from_gives_the_same_here(string step)
    {
        using var folder = Extract(step);
        await using var data = await folder.OpenAsync();
        foreach (var (source, reply) in Find(step).GetNamedTexts("replies"))
        {
            var expected = ReplyPayload.Read(Convert.FromHexString(reply).AsSpan(FrameHeader.Size), WireVersion.V3);
            var actual = await data.AskAsync(source);
            if (expected is RayError error)
                Assert.Equal(error.Code, Assert.IsType<RayError>(actual).Code);
            else
                Assert.Equal(expected, actual);
        }
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task What_native_refuses_to_start_from_loses_nothing_that_is_whole(string step)
    {
        using var folder = Extract(step);
        if (step == "a snapshot that is no dict")
        {
            var refusal = await Assert.ThrowsAsync<RayforceException>(() => folder.OpenAsync());
            Assert.Contains(folder.Snapshot, refusal.Message, StringComparison.Ordinal);
            return;
        }

        await using (var data = await folder.OpenAsync())
        {
            Assert.Equal(step.StartsWith("an unreadable payload", StringComparison.Ordinal) ? 10L : 7L, await data.AskAsync("a"));
            Assert.Contains(data.Log.Lines, line => line.StartsWith("Warning", StringComparison.Ordinal)
                && line.Contains("at byte 215", StringComparison.Ordinal));
        }

        await using var again = await folder.OpenAsync();
        Assert.DoesNotContain(again.Log.Lines, line => line.StartsWith("Warning", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_log_is_counted_as_native_counts_it(string step)
    {
        using var folder = Extract(step);
        await using var data = await folder.OpenAsync(options => options with { Data = Path.Combine(folder.Path, "other") });
        foreach (var log in Directory.GetFiles(folder.Path, "*.log"))
            File.Copy(log, Path.Combine(folder.Path, "other", "x.log"), overwrite: true);
        var count = await data.AskAsync("(.log.validate \"x.log\")");
        Assert.Equal(2, Assert.IsType<RayList>(count).Count);
        if (step.StartsWith(".log.validate", StringComparison.Ordinal))
        {
            File.WriteAllBytes(Path.Combine(folder.Path, "other", "x.log"), FilesOf(step)["db.log"]);
            var reply = Find(step).GetBytes("reply").AsSpan(FrameHeader.Size);
            Assert.Equal(ReplyPayload.Read(reply, WireVersion.V3), await data.AskAsync("(.log.validate \"x.log\")"));
        }
    }

    private static bool HasReplies(GoldenLine step) =>
        step.Json.TryGetProperty("replies", out var replies) && replies.ValueKind == JsonValueKind.Object;

    private static string NameOf(GoldenLine step) => step.GetText("step")!;

    private static GoldenLine Find(string step) => Steps.Single(each => NameOf(each) == step);

    private static Dictionary<string, byte[]> FilesOf(string step) =>
        Find(step).GetNamedTexts("files").ToDictionary(file => file.Key, file => Convert.FromHexString(file.Value));

    private static DataFolder Extract(string step)
    {
        var folder = new DataFolder();
        foreach (var (name, content) in FilesOf(step))
            File.WriteAllBytes(Path.Combine(folder.Path, name), content);
        return folder;
    }
}
