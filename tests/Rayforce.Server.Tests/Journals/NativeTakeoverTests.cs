using System.Diagnostics;
using Rayforce.Client;
using Rayforce.Ipc;
using Rayforce.TestServers;
using Rayforce.TestSupport;

namespace Rayforce.Server.Tests.Journals;

/// <summary>The same files, in the hands of the executables and in ours.</summary>
public sealed class NativeTakeoverTests
{
    private static readonly RayObject[] Changes =
    [
        "(set a 5)", "(set v (til 1000))", "(set s \"a text\")", "(set syms ['x ' 'z])", "(set f (fn [x] (+ x a)))",
        "(set t (table ['n 'p] (list [1 2] ['a 'b])))", "(insert 't (list 3 'c))", "(set d (dict ['k 'l] (list 1 [2 3])))",
        "(set code (quote (+ 1 2)))", "(set items (list 1 \"x\" 'y))", "(do (set m 1) (set n 2))", "(set a (+ a 1))",
        "(set gone 1)", "(nosuch 1)", "(update {from: 't n: (* n 2) where: (> n 1)})",
        new RayList(new RaySymbol("set"), new RaySymbol("viaList"), new RayVector<double>(1.5, 2.5)),
        new RayList(
            new RayLambda(
                new RaySymbolVector("x"),
                new RayList(new RayList(new RaySymbol("set"), new RaySymbol("viaLambda"), new RaySymbol("x")))),
            7L),
    ];

    /// <summary>What only we keep: native forgets it, or does not start from it.</summary>
    private static readonly RayObject[] OwnChanges =
    [
        "(set r (rand 5 100))", "(set g (guid 2))", "(do (set r2 (rand 2 9)) (set ts (timestamp 'utc)) (set fr (list f r2)))",
        "(set mk (fn [k] (fn [x] (+ x k))))", "(set add3 (mk 3))", "(del gone)",
        new RayList(new RaySymbol("set"), new RaySymbol("plain"), new RayList(1L, new RayList(2L, "x"))),
        new RayList(new RaySymbol("insert"), new RaySymbol("t", quoted: true), new RayList(9L, new RaySymbol("q", quoted: true))),
    ];

    private static readonly string[] Names =
        ["a", "v", "s", "syms", "(f 1)", "t", "d", "code", "items", "m", "n", "viaList", "viaLambda"];

    private static readonly string[] OwnNames =
        [.. Names, "r", "g", "r2", "ts", "((at fr 0) 1)", "(add3 1)", "plain", "gone"];

    public static TheoryData<string> Cores => [.. NativeRayforce.Wire3];

    [SkippableTheory]
    [MemberData(nameof(Cores))]
    public async Task What_native_kept_is_here(string core)
    {
        using var folder = new DataFolder();
        var live = new Dictionary<string, string>();
        await using (var native = await NativeServer.StartAsync(core, "-l", folder.Base))
        {
            await using var connection = await native.ConnectAsync();
            foreach (var change in Changes)
                await AskAsync(connection, change);
            await AskAsync(connection, "(.log.snapshot)");
            await AskAsync(connection, "(set a (+ a 1))");
            foreach (var name in Names)
                live.Add(name, await AskAsync(connection, name));
        }

        await using var data = await folder.OpenAsync();
        foreach (var (name, reply) in live)
            Assert.Equal($"{name}: {reply}", $"{name}: {Show(await data.AskAsync(name))}");
        Assert.DoesNotContain(data.Log.Lines, line => line.StartsWith("Warning", StringComparison.Ordinal));
    }

    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_we_kept_is_there_when_native_starts_from_it(bool isInSnapshot)
    {
        NativeRayforce.GetBinary(NativeRayforce.Newest);
        using var ours = new DataFolder();
        await using var data = await ours.OpenAsync();
        foreach (var change in Changes.Concat(OwnChanges))
            await data.AskAsync(change, change is RayList ? WireVersion.V3 : WireVersion.V1);
        if (isInSnapshot)
            await data.AskAsync("(.log.snapshot)");
        await data.AskAsync("(set m (+ m 5))");

        using var folder = ours.Copy();
        await using (var native = await NativeServer.StartAsync(NativeRayforce.Newest, "-l", folder.Base))
        {
            await using var connection = await native.ConnectAsync();
            foreach (var name in OwnNames)
                Assert.Equal($"{name}: {Show(await data.AskAsync(name))}", $"{name}: {await AskAsync(connection, name)}");
            await AskAsync(connection, "(set back 1)");
        }

        // And back.
        await using var again = await folder.OpenAsync();
        Assert.Equal(1L, await again.AskAsync("back"));
        foreach (var name in OwnNames)
            Assert.Equal($"{name}: {Show(await data.AskAsync(name))}", $"{name}: {Show(await again.AskAsync(name))}");
    }

    [SkippableFact]
    public async Task A_log_with_a_request_that_nobody_can_read_is_handed_on_without_it()
    {
        using var folder = new DataFolder();
        await using (var native = await NativeServer.StartAsync(NativeRayforce.Newest, "-l", folder.Base))
        {
            await using var connection = await native.ConnectAsync();
            await AskAsync(connection, "(set a 5)");
        }

        await File.AppendAllBytesAsync(folder.Log, Convert.FromHexString("fadeface030000010300000000000000050003"));
        Assert.Equal(2, await EndOfNativeAsync(folder));

        await using (var data = await folder.OpenAsync())
            Assert.Equal(5L, await data.AskAsync("a"));
        await using var once = await NativeServer.StartAsync(NativeRayforce.Newest, "-l", folder.Base);
        await using var last = await once.ConnectAsync();
        Assert.Equal("5", await AskAsync(last, "a"));
    }

    /// <summary>Native's own names are in its snapshot as soon as a hook is set, and it does not start from that.</summary>
    [SkippableFact]
    public async Task A_snapshot_with_hooks_is_handed_on_without_them()
    {
        using var folder = new DataFolder();
        await using (var native = await NativeServer.StartAsync(NativeRayforce.Newest, "-l", folder.Base))
        {
            await using var connection = await native.ConnectAsync();
            await AskAsync(connection, "(set a 5)");
            await AskAsync(connection, "(set .ipc.on.open (fn [h] (set opened h)))");
            await AskAsync(connection, "(.log.snapshot)");
        }

        Assert.Equal(2, await EndOfNativeAsync(folder));
        await using (var data = await folder.OpenAsync())
        {
            Assert.Equal(5L, await data.AskAsync("a"));
            await data.AskAsync("(set a 6)");
            await data.AskAsync("(.log.snapshot)");
        }

        await using var once = await NativeServer.StartAsync(NativeRayforce.Newest, "-l", folder.Base);
        await using var last = await once.ConnectAsync();
        Assert.Equal("6", await AskAsync(last, "a"));
    }

    [SkippableFact]
    public async Task Whoever_has_the_data_open_keeps_the_other_from_them()
    {
        using var folder = new DataFolder();
        await using (var native = await NativeServer.StartAsync(NativeRayforce.Newest, "-l", folder.Base))
        {
            await using var connection = await native.ConnectAsync();
            var refusal = await Assert.ThrowsAsync<RayforceException>(() => folder.OpenAsync());
            Assert.Contains("open in another process", refusal.Message, StringComparison.Ordinal);
        }

        await using var data = await folder.OpenAsync();
        Assert.Equal(2, await EndOfNativeAsync(folder));
    }

    /// <summary>The exit code of a native server that does not start.</summary>
    private static async Task<int> EndOfNativeAsync(DataFolder folder)
    {
        using var process = Process.Start(new ProcessStartInfo(
            NativeRayforce.GetBinary(NativeRayforce.Newest), ["-p", "0", "-l", folder.Base])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        try
        {
            await process.WaitForExitAsync(limit.Token);
            return process.ExitCode;
        }
        finally
        {
            process.Kill();
        }
    }

    private static async Task<string> AskAsync(RayConnection connection, RayObject request)
    {
        try
        {
            return Show(await connection.ExecuteAsync(request));
        }
        catch (RayforceQueryException exception)
        {
            return Show(exception.Error);
        }
    }

    private static string Show(RayObject value) => value is RayError error
        ? error.Code
        : value is RayAtom or RayString ? value.ToRayfall() : Convert.ToHexString(RaySerializer.SerializeFrame(value));
}
