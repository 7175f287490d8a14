using Rayforce.Client.Tests.Support;
using Rayforce.Server.Engines;
using Rayforce.TestServers;

namespace Rayforce.Client.Tests.Inserts;

/// <summary>Bulk loads: whole ones, ones whose connection is cut, and ones whose server is started again.</summary>
public class BulkLoadTests
{
    private const string Quickly = "reconnectDelay=10ms&maxReconnectDelay=100ms&connectionWait=2s";

    [SkippableTheory]
    [InlineData("rayforce")]
    [InlineData("ws")]
    [InlineData("native")]
    public async Task A_load_comes_whole_and_in_order_and_tells_how_far_it_is(string kind)
    {
        await using var server = await TopicServer.StartAsync(kind);
        await using var client = new RayClient($"{server.Url}?{Quickly}");
        await client.ExecuteAsync("(set t (table [n] (list (take [0] 0))))");
        var told = new List<InsertProgress>();

        var loaded = await client.InsertAsync("t", Chunks(10), progress: new Progress(told.Add));

        Assert.Equal(new InsertProgress(10, 30, 0, 0, IsExact: true), loaded);
        Assert.Equal(Enumerable.Range(1, 10).Select(chunk => chunk * 3L), told.Select(progress => progress.Rows));
        Assert.Equal(Enumerable.Range(0, 30).Select(n => (long)n), await client.ExecuteAsync<long[]>("(at t 'n)"));
        // Its name is forgotten.
        Assert.Equal(1, await client.ExecuteAsync<long>("(count rayforce_loads)"));
    }

    [SkippableTheory]
    [InlineData("rayforce")]
    [InlineData("native")]
    public async Task A_named_load_goes_on_where_it_was(string kind)
    {
        await using var server = await TopicServer.StartAsync(kind);
        await using var client = new RayClient($"{server.Url}?{Quickly}");
        await client.ExecuteAsync("(set t (table [n] (list (take [0] 0))))");
        var named = new RayInsertOptions { LoadId = "of today" };

        await client.InsertAsync("t", Chunks(4), named);
        var loaded = await client.InsertAsync("t", Chunks(6), named);

        Assert.Equal(new InsertProgress(6, 18, 4, 0, IsExact: true), loaded);
        Assert.Equal(Enumerable.Range(0, 18).Select(n => (long)n), await client.ExecuteAsync<long[]>("(at t 'n)"));
    }

    [SkippableTheory]
    [InlineData("rayforce", 1)]
    [InlineData("rayforce", 2)]
    [InlineData("native", 1)]
    [InlineData("native", 2)]
    public async Task A_load_whose_connection_is_cut_again_and_again_has_every_row_once(string kind, int seed)
    {
        await using var server = await TopicServer.StartAsync(kind);
        await using var proxy = CuttingProxy.Start(new Uri(server.Url).Port, seed);
        await using var direct = new RayClient(server.Url);
        await direct.ExecuteAsync("(set t (table [n] (list (take [0] 0))))");
        await using var client = new RayClient($"rayforce://127.0.0.1:{proxy.Port}?{Quickly}");

        var loaded = await client.InsertAsync("t", Chunks(60));

        Assert.True(proxy.Cuts > 3, $"It was cut {proxy.Cuts} times.");
        Assert.True(loaded.IsExact);
        Assert.Equal(180, loaded.Rows);
        Assert.Equal(Enumerable.Range(0, 180).Select(n => (long)n), await direct.ExecuteAsync<long[]>("(at t 'n)"));
    }

    [Fact]
    public async Task A_load_goes_on_after_the_server_has_read_its_journal()
    {
        var folder = Directory.CreateTempSubdirectory("rayforce-load").FullName;
        var port = ClientTarget.FreePort();
        var (engine, running) = await StartAsync();
        await using var client = new RayClient($"rayforce://127.0.0.1:{port}?{Quickly}");
        await client.ExecuteAsync("(set t (table [n] (list (take [0] 0))))");

        var loaded = await client.InsertAsync("t", RestartingAsync());

        Assert.Equal(new InsertProgress(9, 27, 0, loaded.Resumed, IsExact: true), loaded);
        Assert.Equal(Enumerable.Range(0, 27).Select(n => (long)n), await client.ExecuteAsync<long[]>("(at t 'n)"));
        await StopAsync();
        Directory.Delete(folder, recursive: true);

        async IAsyncEnumerable<RayTable> RestartingAsync()
        {
            var count = 0;
            await foreach (var chunk in Chunks(9))
            {
                if (++count % 3 == 0)
                {
                    await StopAsync();
                    (engine, running) = await StartAsync();
                }

                yield return chunk;
            }
        }

        async Task StopAsync()
        {
            await running.DisposeAsync();
            await engine.DisposeAsync();
        }

        async Task<(RayfallEngine Engine, RunningServer Server)> StartAsync()
        {
            var opened = await RayfallEngine.OpenAsync(new RayfallEngineOptions { Data = folder });
            return (opened, await RunningServer.StartAsync(opened, options => options with { TcpPort = port }));
        }
    }

    [Fact]
    public async Task A_server_that_has_lost_the_load_is_found_out()
    {
        var server = await TopicServer.StartAsync("rayforce");
        await using var client = new RayClient($"{server.Url}?{Quickly}");
        await client.ExecuteAsync("(set t (table [n] (list (take [0] 0))))");

        var failure = await Assert.ThrowsAsync<RayInsertException>(
            () => client.InsertAsync("t", RestartingAsync()));

        Assert.Equal(2, failure.Acknowledged.Chunks);
        await server.DisposeAsync();

        async IAsyncEnumerable<RayTable> RestartingAsync()
        {
            var count = 0;
            await foreach (var chunk in Chunks(9))
            {
                if (++count == 3)
                {
                    await server.RestartAsync();
                    await client.ExecuteAsync(
                        "(set t (table [n] (list (take [0] 0))))", new RayCallOptions { SafeToRepeat = true });
                }

                yield return chunk;
            }
        }
    }

    [Fact]
    public async Task Where_the_server_cannot_count_chunks_they_are_inserted_all_the_same()
    {
        var inserted = new List<RayTable>();
        await using var server = await RunningServer.StartWithTcpAsync(new FakeEngine((request, _) =>
        {
            if (request is not RayList { Count: 3 } list || list[0] is not RaySymbol { Name: "insert" })
                return Task.FromResult<RayObject>(new RayError("name", "unknown"));
            inserted.Add((RayTable)list[2]);
            return Task.FromResult<RayObject>(new RaySymbol("t"));
        }));
        await using var client = new RayClient(ClientTarget.Url(server, "rayforce"));

        var loaded = await client.InsertAsync("t", Chunks(3));

        Assert.Equal(new InsertProgress(3, 9, 0, 0, IsExact: false), loaded);
        Assert.Equal(3, inserted.Count);
    }

    [Theory]
    [InlineData("rayforce", "")]
    [InlineData("ws", "&negotiateSubprotocol=false")]
    public async Task A_chunk_that_the_server_refuses_ends_the_load(string kind, string more)
    {
        await using var server = await TopicServer.StartAsync(kind);
        await using var client = new RayClient($"{server.Url}?{Quickly}{more}");

        await Assert.ThrowsAnyAsync<RayforceException>(() => client.InsertAsync("nosuch", Chunks(2)));
    }

    [Fact]
    public async Task A_load_gives_up_when_the_server_stays_away()
    {
        await using var client = new RayClient($"rayforce://127.0.0.1:{ClientTarget.FreePort()}");

        await Assert.ThrowsAsync<RayforceTcpException>(() => client.InsertAsync(
            "t", Chunks(2), new RayInsertOptions { ResumeFor = TimeSpan.FromMilliseconds(300) }));
    }

    [Theory]
    [InlineData("rayforce")]
    [InlineData("ws")]
    public async Task Records_are_loaded_and_queried_again(string kind)
    {
        await using var server = await TopicServer.StartAsync(kind);
        await using var client = new RayClient($"{server.Url}?{Quickly}");
        await client.ExecuteAsync("(set t (table [n] (list (take [0] 0))))");
        var options = new RayInsertOptions { ChunkRows = 40 };

        var loaded = await client.InsertAsync(
            "t", Enumerable.Range(0, 100).Select(n => new Numbered(n)).ToAsyncEnumerable(), Numbered.Map, options);

        Assert.Equal(new InsertProgress(3, 100, 0, 0, IsExact: true), loaded);
        var rows = await client.QueryAsync(
            Rayforce.Queries.Query.Table("t").Where(Rayforce.Queries.Query.Column("n") < 50L), Numbered.Map, 7).ToListAsync();
        Assert.Equal(Enumerable.Range(0, 50).Select(n => new Numbered(n)), rows);
    }

    private static async IAsyncEnumerable<RayTable> Chunks(int count)
    {
        for (var i = 0; i < count; i++)
        {
            yield return RayTable.FromColumns(("n", new long[] { 3 * i, (3 * i) + 1, (3 * i) + 2 }));
            await Task.Yield();
        }
    }

    private sealed class Progress(Action<InsertProgress> tell) : IProgress<InsertProgress>
    {
        public void Report(InsertProgress value) => tell(value);
    }

    private sealed record Numbered(long N)
    {
        public static RayRecordMap<Numbered> Map { get; } = new NumberedMap();
    }

    private sealed class NumberedMap : RayRecordMap<Numbered>
    {
        public override IEnumerable<Numbered> Read(RayTable table) =>
            table.Column<long>("n").ToArray().Select(n => new Numbered(n));

        public override RayTable Write(IReadOnlyList<Numbered> records) =>
            RayTable.FromColumns(("n", records.Select(record => record.N).ToArray()));
    }
}
