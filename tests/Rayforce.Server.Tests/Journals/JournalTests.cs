using Rayforce.Ipc;
using Rayforce.Rayfall;
using Rayforce.Server.Journals;
using Rayforce.TestServers;
using Rayforce.TestSupport;

namespace Rayforce.Server.Tests.Journals;

public sealed class JournalTests
{
    [Fact]
    public async Task What_the_data_are_survives_the_engine_and_a_script_does_not_hide_it()
    {
        using var folder = new DataFolder();
        await using (var data = await folder.OpenAsync())
        {
            await data.AskAsync("(set a 5)");
            await data.AskAsync("(set t (table ['x] (list [1 2])))");
        }

        Assert.Equal(["lk", "log", "qdb"], folder.Files);
        var interpreter = new RayfallInterpreter();
        interpreter.Load("(set a 1) (set preset 2)");
        await using (var again = await folder.OpenAsync(options => options with { Interpreter = interpreter }))
        {
            Assert.Equal(5L, await again.AskAsync("a"));
            Assert.Equal(2L, await again.AskAsync("(count t)"));
        }

        // What the host had bound is in the files, which stand for themselves.
        await using var last = await folder.OpenAsync();
        Assert.Equal(2L, await last.AskAsync("preset"));
    }

    [Theory]
    [InlineData(JournalSync.Always)]
    [InlineData(JournalSync.Interval)]
    [InlineData(JournalSync.Never)]
    public async Task A_change_is_in_the_log_when_it_is_answered(JournalSync sync)
    {
        using var folder = new DataFolder();
        await using var data = await folder.OpenAsync(options => options with
        {
            Sync = sync, SyncInterval = TimeSpan.FromMilliseconds(1),
        });
        for (var i = 0; i < 20; i++)
        {
            await data.AskAsync($"(set a {i})");
            await using var log = new FileStream(folder.Log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var entries = await new JournalReader(log).ReadAsync(JournalPreamble.Size).ToListAsync();
            Assert.Equal($"(set a {i})", entries[^1].Request);
        }
    }

    [Theory]
    [InlineData("(set a 1)", "(set a 1)")]
    [InlineData("(set a (first (rand 1 1)))", "(<do> (<set> a (<quote> 0)))")]
    [InlineData("(do (set b 2) (set a (first (rand 1 1))))", "(<do> (<set> a (<quote> 0)) (<set> b (<quote> 2)))")]
    [InlineData("(do (del z) (rand 1 1))", "(<do> (<del> z))")]
    [InlineData("(try (do (set a 1) ((fn [n] (self n)) 1)) 2)", "(<do> (<set> a (<quote> 1)))")]
    [InlineData("(do (set a 1) ((fn [n] (self n)) 1))", "(<do> (<set> a (<quote> 1)))")]
    [InlineData("(do (set a 1) (raise \"x\"))", "(do (set a 1) (raise \"x\"))")]
    [InlineData("a", null)]
    [InlineData("(nosuch 1)", null)]
    [InlineData("(rand 2 9)", null)]
    [InlineData("(.log.sync)", null)]
    public async Task Changes_are_kept_as_they_came_where_they_follow_from_that_and_by_what_they_set_elsewhere(
        string source, string? entry)
    {
        using var folder = new DataFolder();
        await using var data = await folder.OpenAsync();
        await data.AskAsync("(set z 1)");
        await data.AskAsync(source);
        Assert.Equal(entry is null ? ["(set z 1)"] : new[] { "(set z 1)", entry }, await ReadAsync(folder));
    }

    [Fact]
    public async Task An_entry_of_a_list_is_quoted_where_it_stands_for_itself()
    {
        using var folder = new DataFolder();
        await using var data = await folder.OpenAsync();
        await data.AskAsync(new RayList(new RaySymbol("set"), new RaySymbol("a", quoted: true), new RayList(1L, 2L)));
        await data.AskAsync(new RayList(new RaySymbol("set"), new RaySymbol("b", quoted: true), new RayList(1L, 2L)), WireVersion.V1);
        Assert.Equal(["(set a (quote (1 2)))", "(set b (quote (1 2)))"], await ReadAsync(folder));
    }

    [Fact]
    public async Task Requests_that_want_no_reply_are_kept_and_restricted_ones_change_nothing()
    {
        using var folder = new DataFolder();
        await using (var data = await folder.OpenAsync())
        {
            await using var server = await RunningServer.StartWithTcpAsync(data.Engine);
            await using var connection = await server.ConnectTcpAsync();
            await connection.PostAsync("(set a 1)");
            Assert.Equal(1L, await connection.ExecuteAsync("a"));
            await data.AskAsync("(let b 1)", restricted: true);
        }

        await using var again = await folder.OpenAsync();
        Assert.Equal(["a"], again.Interpreter.Globals.Select(pair => pair.Key.Name));
    }

    [Fact]
    public async Task What_nests_too_deep_for_the_files_is_not_bound()
    {
        using var folder = new DataFolder();
        await using var data = await folder.OpenAsync();
        var build = (int depth) => $"(do (set a 1) (times {depth} (set a (enlist a))) (set b a) 0)";
        var error = Assert.IsType<RayError>(await data.AskAsync(build(520)));
        Assert.Equal("limit", error.Code);
        Assert.Equal("name", Assert.IsType<RayError>(await data.AskAsync("b")).Code);
        Assert.Equal(0L, await data.AskAsync(build(480)));
        await data.AskAsync("(do (set c b) (rand 1 2) (set b a))");
        Assert.Null(await data.AskAsync("(.log.snapshot)") as RayError);
        using var copy = folder.Copy();
        await using var again = await copy.OpenAsync();
        Assert.Equal(data.Dump(), again.Dump());
    }

    [Fact]
    public async Task A_snapshot_is_taken_when_the_log_has_grown_and_the_log_begins_anew()
    {
        using var folder = new DataFolder();
        await using var data = await folder.OpenAsync(options => options with { SnapshotAbove = 1000 });
        for (var i = 0; i < 100; i++)
            await data.AskAsync($"(set a {i})");
        await Eventually.HoldsAsync(() => File.Exists(folder.Snapshot) && new FileInfo(folder.Log).Length < 3000);
        // Another one may be under way; this one waits for it.
        await data.AskAsync("(do (set b 1) (.log.snapshot))");
        using var copy = folder.Copy();
        await using var again = await copy.OpenAsync();
        Assert.Equal(99L, await again.AskAsync("a"));
        Assert.Single(Directory.GetFiles(folder.Path), file => file.EndsWith("Z.log", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("(.log.snapshot)")]
    [InlineData("(.log.roll)")]
    public async Task A_program_has_a_snapshot_taken_and_the_log_is_set_aside(string source)
    {
        using var folder = new DataFolder();
        await using var data = await folder.OpenAsync();
        Assert.Equal(RayNull.Instance, await data.AskAsync(source));
        await data.AskAsync("(set a 1)");
        // What comes before and behind it in the same request is part of it.
        Assert.Equal(3L, await data.AskAsync($"(do (set b 2) {source} (set c 3))"));
        Assert.Equal(JournalPreamble.Size, new FileInfo(folder.Log).Length);
        var aside = Directory.GetFiles(folder.Path, "db.*Z.log").Single();
        Assert.Equal(2, JournalEnd.Of(aside).Entries);
        using (var copy = folder.Copy())
        await using (var again = await copy.OpenAsync())
            Assert.Equal([1L, 2L, 3L], new[] { "a", "b", "c" }.Select(name => again.Interpreter.Evaluate(name).Value));
        Assert.Equal("access", Assert.IsType<RayError>(await data.AskAsync(source, restricted: true)).Code);
    }

    [Theory]
    [InlineData("(.log.sync 1)", "arity")]
    [InlineData("(.log.snapshot 1)", "arity")]
    [InlineData("(.log.roll null)", "arity")]
    [InlineData("(.log.validate 1)", "type")]
    [InlineData("(.log.validate)", "arity")]
    [InlineData("(.log.validate \"nosuch.log\")", "io")]
    [InlineData("(.log.validate \"../x.log\")", "io")]
    [InlineData("(.log.validate \"/etc/passwd\")", "io")]
    public async Task Wrong_calls_of_the_log_are_refused_as_native_refuses_them(string source, string code)
    {
        using var folder = new DataFolder();
        await using var data = await folder.OpenAsync();
        Assert.Equal(code, Assert.IsType<RayError>(await data.AskAsync(source)).Code);
    }

    [Fact]
    public void Without_a_journal_there_is_nothing_to_roll()
    {
        var interpreter = new RayfallInterpreter();
        Assert.Equal("domain", Assert.IsType<RayError>(interpreter.Evaluate("(.log.snapshot)").Value).Code);
        Assert.Equal("domain", Assert.IsType<RayError>(interpreter.Evaluate("(.log.roll)").Value).Code);
        Assert.Equal(RayNull.Instance, interpreter.Evaluate("(.log.sync)").Value);
    }

    [Fact]
    public async Task Readers_do_not_wait_for_the_flushes_of_writers_and_see_what_is_kept()
    {
        using var folder = new DataFolder();
        using var flush = new ManualResetEventSlim(true);
        var storage = new WaitingStorage(flush);
        var interpreter = new RayfallInterpreter();
        await using var journal = await Journal.OpenAsync(
            new JournalOptions { Folder = folder.Path, Storage = storage },
            interpreter,
            (request, restricted) => interpreter.Evaluate(request, restricted),
            CancellationToken.None);
        await interpreter.Evaluate("(set a 1)").Kept;

        flush.Reset();
        var first = interpreter.Evaluate("(set a (+ a 1))");
        var second = interpreter.Evaluate("(set a (+ a 1))");
        Assert.Equal(2L, first.Value);
        Assert.Equal(3L, second.Value);
        var seen = interpreter.Evaluate("a");
        Assert.Equal(1L, seen.Value);
        Assert.True(seen.Kept.IsCompletedSuccessfully);
        Assert.False(second.Kept.IsCompleted);

        flush.Set();
        await second.Kept;
        await first.Kept;
        Assert.Equal(3L, interpreter.Evaluate("a").Value);
    }

    [Fact]
    public async Task Many_writers_share_a_flush()
    {
        using var folder = new DataFolder();
        using var flush = new ManualResetEventSlim(true);
        var storage = new WaitingStorage(flush);
        var interpreter = new RayfallInterpreter();
        await using var journal = await Journal.OpenAsync(
            new JournalOptions { Folder = folder.Path, Storage = storage },
            interpreter,
            (request, restricted) => interpreter.Evaluate(request, restricted),
            CancellationToken.None);
        flush.Reset();
        var before = storage.Flushes;
        var kept = Enumerable.Range(0, 100).Select(i => interpreter.Evaluate($"(set a{i} {i})").Kept).ToArray();
        flush.Set();
        await Task.WhenAll(kept);
        Assert.InRange(storage.Flushes - before, 1, 2);
    }

    private static async Task<string[]> ReadAsync(DataFolder folder)
    {
        await using var log = new FileStream(folder.Log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        return await new JournalReader(log).ReadAsync(JournalPreamble.Size)
            .Select(entry => entry.Request is RayString text ? text.Value : entry.Request!.ToRayfall()).ToArrayAsync();
    }

    /// <summary>A file system that flushes when it may.</summary>
    private sealed class WaitingStorage(ManualResetEventSlim flush) : JournalStorage
    {
        private int _flushes;

        public int Flushes => _flushes;

        public override Stream Open(string path, FileMode mode) => new WaitingStream(path, mode, this);

        private sealed class WaitingStream(string path, FileMode mode, WaitingStorage storage)
            : FileStream(path, mode, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0)
        {
            public override void Flush()
            {
                Interlocked.Increment(ref storage._flushes);
                storage.Wait();
            }
        }

        private void Wait() => flush.Wait();
    }
}
