using System.Diagnostics;
using System.Globalization;
using Rayforce.Client;
using Rayforce.Ipc;
using Rayforce.Rayfall;
using Rayforce.Server;
using Rayforce.Server.Engines;
using Rayforce.Server.Journals;

namespace Rayforce.Benchmarks.Journals;

/// <summary>
/// What it costs that data survive: acknowledged writes a second, and how long a start takes. Native is beside it where
/// its executable is there. Each figure is the best of three.
/// </summary>
internal static class JournalFigures
{
    private const int Runs = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(2);
    private static readonly List<string> Folders = [];
    private static readonly int[] Clients = [1, 8, 64];
    private static readonly int[] LogMegabytes = [1, 16, 64];

    public static async Task WriteAsync(TextWriter output)
    {
        await output.WriteLineAsync("| writes answered a second | 1 client | 8 clients | 64 clients |\n| --- | ---: | ---: | ---: |");
        await WriteRateAsync(output, "in memory", () => StartOwnAsync(null, default));
        foreach (var sync in Enum.GetValues<JournalSync>().Reverse())
            await WriteRateAsync(output, $"--sync {sync.ToString().ToLowerInvariant()}", () => StartOwnAsync(NewFolder(), sync));
        if (NativeCode.Binary is { } binary)
        {
            await WriteRateAsync(output, "native", () => StartNativeAsync(binary, []));
            await WriteRateAsync(output, "native -l", () => StartNativeAsync(binary, ["-l", Base(NewFolder())]));
            await WriteRateAsync(output, "native -L", () => StartNativeAsync(binary, ["-L", Base(NewFolder())]));
        }

        await output.WriteLineAsync("\n| start | entries | embedded | native |\n| --- | ---: | ---: | ---: |");
        foreach (var megabytes in LogMegabytes)
        {
            var (folder, entries) = WriteLog(megabytes << 20);
            await WriteStartAsync(output, $"a log of {megabytes} MiB", entries, folder);
        }

        foreach (var megabytes in new[] { 64, 512 })
            await WriteStartAsync(output, $"a snapshot of {megabytes} MiB", 0, WriteSnapshot(megabytes << 20));
        foreach (var folder in Folders.Where(Directory.Exists))
            Directory.Delete(folder, recursive: true);
    }

    private static async Task WriteRateAsync(TextWriter output, string name, Func<Task<Target>> start)
    {
        var rates = new List<string>();
        foreach (var clients in Clients)
        {
            var best = 0.0;
            for (var run = 0; run < Runs; run++)
            {
                await using var target = await start();
                best = Math.Max(best, await MeasureRateAsync(target, clients));
            }

            rates.Add(best.ToString("N0", CultureInfo.InvariantCulture));
        }

        await output.WriteLineAsync($"| {name} | {string.Join(" | ", rates)} |");
    }

    private static async Task<double> MeasureRateAsync(Target target, int clients)
    {
        var connections = await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => target.ConnectAsync()));
        var time = Stopwatch.StartNew();
        var counts = await Task.WhenAll(connections.Select((connection, number) => Task.Run(async () =>
        {
            var count = 0;
            for (; time.Elapsed < Time; count++)
                await connection.ExecuteAsync($"(set w{number} {count})");
            return count;
        })));
        var rate = counts.Sum() / time.Elapsed.TotalSeconds;
        foreach (var connection in connections)
            await connection.DisposeAsync();
        return rate;
    }

    private static async Task WriteStartAsync(TextWriter output, string what, int entries, string folder)
    {
        var own = TimeSpan.MaxValue;
        var native = TimeSpan.MaxValue;
        for (var run = 0; run < Runs; run++)
        {
            var copy = Copy(folder);
            var time = Stopwatch.StartNew();
            var engine = await RayfallEngine.OpenAsync(new RayfallEngineOptions { Data = copy });
            own = time.Elapsed < own ? time.Elapsed : own;
            await engine.DisposeAsync();
            Directory.Delete(copy, recursive: true);
            GC.Collect();
            if (NativeCode.Binary is not { } binary)
                continue;
            copy = Copy(folder);
            time.Restart();
            await using (await StartNativeAsync(binary, ["-l", Base(copy)]))
                native = time.Elapsed < native ? time.Elapsed : native;
            Directory.Delete(copy, recursive: true);
        }

        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"| {what} | {entries:N0} | {own.TotalSeconds:N2} s | {(NativeCode.Binary is null ? "" : $"{native.TotalSeconds:N2} s")} |"));
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>A log of changes of a few globals.</summary>
    private static (string Folder, int Entries) WriteLog(int bytes)
    {
        var folder = NewFolder();
        using var log = new BufferedStream(File.Create(Base(folder) + ".log"), 1 << 20);
        JournalPreamble.Write(log, 1);
        using var frame = new PooledBuffer();
        var entries = 0;
        for (; log.Length < bytes; entries++)
        {
            frame.Clear();
            RaySerializer.SerializeFrame(
                new RayString($"(set w{entries % 64} {entries})"), frame, messageType: MessageType.Sync);
            log.Write(frame.WrittenSpan);
        }

        return (folder, entries);
    }

    /// <summary>A snapshot of a table of numbers.</summary>
    private static string WriteSnapshot(int bytes)
    {
        var folder = NewFolder();
        var columns = Enumerable.Range(0, 8).Select(i => (RayObject)new RayVector<long>(new long[bytes / 64])).ToArray();
        var names = new RaySymbolVector([.. columns.Select((_, i) => $"c{i}")]);
        using var file = new JournalStorage().Open(Base(folder) + ".qdb", FileMode.Create);
        SnapshotFile.Write(
            file, [new RaySymbol("t")], _ => new RayTable(names, new RayList(columns)), 1, JournalPreamble.Size);
        return folder;
    }

    private static async Task<Target> StartOwnAsync(string? folder, JournalSync sync)
    {
        var engine = await RayfallEngine.OpenAsync(new RayfallEngineOptions
        {
            Interpreter = new RayfallInterpreter(), Data = folder, Sync = sync,
        });
        var server = new RayServer(
            new RayServerOptions { Engine = engine }, new RayTcpListener { Host = "127.0.0.1", Port = 0 });
        await server.StartAsync();
        var client = new RayTcpClient("127.0.0.1", server.Endpoints[0].Port);
        return new Target(() => client.ConnectAsync(), async () =>
        {
            await server.DisposeAsync();
            await engine.DisposeAsync();
        });
    }

    private static async Task<Target> StartNativeAsync(string binary, IReadOnlyList<string> arguments)
    {
        var process = RayforceProcess.Start(new ProcessEngineOptions { Binary = binary }, arguments);
        while (true)
        {
            try
            {
                await using var probe = await process.Client.ConnectAsync();
                return new Target(() => process.Client.ConnectAsync(), async () =>
                {
                    process.Dispose();
                    await process.Ended;
                });
            }
            catch (RayforceConnectionException) when (!process.Ended.IsCompleted && process.Age < Patience)
            {
                await Task.Delay(10);
            }
        }
    }

    private static string NewFolder()
    {
        Folders.Add(Directory.CreateTempSubdirectory("rayforce-bench-").FullName);
        return Folders[^1];
    }

    private static string Base(string folder) => new JournalPaths(folder).Base;

    private static string Copy(string folder)
    {
        var copy = NewFolder();
        foreach (var file in Directory.GetFiles(folder))
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        return copy;
    }

    /// <summary>A server to write to.</summary>
    private sealed class Target(Func<Task<RayTcpConnection>> connect, Func<ValueTask> stop) : IAsyncDisposable
    {
        public Task<RayTcpConnection> ConnectAsync() => connect();

        public ValueTask DisposeAsync() => stop();
    }
}
