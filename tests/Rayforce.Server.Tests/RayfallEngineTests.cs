using Rayforce.Ipc;
using Rayforce.Rayfall;
using Rayforce.Server.Engines;
using Rayforce.TestServers;
using Rayforce.WebSocket;

namespace Rayforce.Server.Tests;

public class RayfallEngineTests
{
    [Fact]
    public async Task A_server_without_another_engine_evaluates_Rayfall()
    {
        await using var server = new WSServer(0, new WSServerOptions { Host = "127.0.0.1" });
        await server.StartAsync();
        await using var connection = await new WSClient("127.0.0.1", server.Port).ConnectAsync();
        Assert.Equal(3, await connection.ExecuteAsync("(+ 1 2)"));
        await connection.ExecuteAsync("(set x 42)");
        await using var other = await new WSClient("127.0.0.1", server.Port).ConnectAsync();
        Assert.Equal(42, await other.ExecuteAsync("x"));
    }

    [Theory]
    [InlineData(WireVersion.V1)]
    [InlineData(WireVersion.V3)]
    public async Task A_list_is_a_call(WireVersion version)
    {
        using var reply = new PooledBuffer();
        await EvaluateAsync(new RayList(new RaySymbol("+"), 1, 2), reply, version);
        Assert.Equal(3, ReplyPayload.Read(reply.WrittenSpan, version));
    }

    [Theory]
    [InlineData(WireVersion.V1, "value")]
    [InlineData(WireVersion.V3, "name")]
    public async Task An_error_brings_its_message(WireVersion version, string code)
    {
        using var reply = new PooledBuffer();
        await EvaluateAsync("(undefined_fn 1)", reply, version);
        var error = Assert.IsType<RayError>(ReplyPayload.Read(reply.WrittenSpan, version));
        Assert.Equal(code, error.Code);
        Assert.Contains("undefined_fn", error.Message);
    }

    [Fact]
    public async Task A_payload_that_cannot_be_decoded_is_the_error_domain()
    {
        await using var engine = new RayfallEngine();
        foreach (var payload in new byte[][] { [], [0xFB], [0, 0, 1], [0xFF, 0xFF] })
        {
            using var reply = new PooledBuffer();
            await engine.EvaluateAsync(new EngineRequest(payload, WireVersion.V3), reply, default);
            Assert.Equal("domain", Assert.IsType<RayError>(ReplyPayload.Read(reply.WrittenSpan, WireVersion.V3)).Code);
        }
    }

    [Fact]
    public async Task A_verbose_request_gives_the_output_and_the_result_and_an_error_alone()
    {
        using var reply = new PooledBuffer();
        await EvaluateAsync("(do (println \"hello\") 7)", reply, WireVersion.V3, verbose: true);
        var list = Assert.IsType<RayList>(ReplyPayload.Read(reply.WrittenSpan, WireVersion.V3));
        Assert.Equal(new RayList("hello\n", 7), list);
        reply.Clear();
        await EvaluateAsync("(+ 1", reply, WireVersion.V3, verbose: true);
        Assert.Equal("parse", Assert.IsType<RayError>(ReplyPayload.Read(reply.WrittenSpan, WireVersion.V3)).Code);
    }

    [Fact]
    public async Task A_result_that_wire_version_1_lacks_comes_in_a_wider_type()
    {
        await using var running = await RunningServer.StartAsync(new RayfallEngine());
        await using var wire3 = await running.ConnectAsync();
        await wire3.ExecuteAsync(new RayList(new RaySymbol("set"), new RaySymbol("f"), new RayAtom<float>(1.5f)));
        Assert.Equal(new RayAtom<float>(1.5f), await wire3.ExecuteAsync("f"));
        await using var wire1 = await running.ConnectAsync(new WSClientOptions { WireVersion = WireVersion.V1 });
        Assert.Equal((RayObject)1.5, await wire1.ExecuteAsync("f"));
    }

    [Fact]
    public async Task A_long_evaluation_is_cancelled()
    {
        await using var engine = new RayfallEngine(
            new RayfallInterpreter(new RayfallOptions { MaxSteps = long.MaxValue }));
        await using var running = await RunningServer.StartAsync(
            engine, options => options with { EvaluationTimeout = TimeSpan.FromSeconds(2) });
        await using var connection = await running.ConnectAsync();
        await connection.ExecuteAsync("(set fib (fn [n] (if (< n 2) n (+ (fib (- n 1)) (fib (- n 2))))))");
        var exception = await Assert.ThrowsAsync<RayforceQueryException>(() => connection.ExecuteAsync("(fib 60)"));
        Assert.Equal("cancel", exception.Code);
        Assert.Equal(55, await connection.ExecuteAsync("(fib 10)"));
    }

    [Fact]
    public async Task Requests_wait_for_a_free_place()
    {
        await using var engine = new RayfallEngine(maxConcurrency: 1);
        await using var running = await RunningServer.StartAsync(engine);
        var all = await Task.WhenAll(Enumerable.Range(0, 8).Select(async client =>
        {
            await using var connection = await running.ConnectAsync();
            return await connection.ExecuteAsync($"(sum (til {client}))");
        }));
        Assert.Equal(Enumerable.Range(0, 8).Select(n => (RayObject)(long)(n * (n - 1) / 2)), all);
        Assert.Throws<ArgumentOutOfRangeException>(() => new RayfallEngine(maxConcurrency: -1));
    }

    [Fact]
    public async Task A_large_reply_is_handed_on_in_parts_to_those_who_take_parts()
    {
        var interpreter = new RayfallInterpreter();
        interpreter.Load("(set t (table [a] (list (til 600000))))");
        await using var engine = new RayfallEngine(interpreter);
        using var payload = new PooledBuffer();
        using var reply = new PooledBuffer();
        using var parts = new Parts();
        RaySerializer.Serialize("(select {from: t b: (* a 2)})", payload, WireVersion.V3);
        var request = new EngineRequest(payload.WrittenMemory, WireVersion.V3) { Parts = parts };
        await engine.EvaluateAsync(request, reply, default);
        var rest = Assert.IsType<RayTable>(ReplyPayload.Read(reply.WrittenSpan, WireVersion.V3));
        Assert.Equal(600_000, parts.Rows.Sum() + rest.RowCount);
        Assert.Equal(2, parts.Rows.Count);
    }

    private sealed class Parts : IReplyParts, IDisposable
    {
        private readonly PooledBuffer _buffer = new();

        public List<int> Rows { get; } = [];

        public void Flush(CancellationToken cancellationToken)
        {
            var part = Assert.IsType<RayTable>(ReplyPayload.Read(_buffer.WrittenSpan, WireVersion.V3));
            Rows.Add(part.RowCount);
            _buffer.Clear();
        }

        public void Advance(int count) => _buffer.Advance(count);

        public Memory<byte> GetMemory(int sizeHint = 0) => _buffer.GetMemory(sizeHint);

        public Span<byte> GetSpan(int sizeHint = 0) => _buffer.GetSpan(sizeHint);

        public void Dispose() => _buffer.Dispose();
    }

    private static async Task EvaluateAsync(
        RayObject request, PooledBuffer reply, WireVersion version, bool verbose = false)
    {
        await using var engine = new RayfallEngine();
        using var payload = new PooledBuffer();
        RaySerializer.Serialize(request, payload, version);
        await engine.EvaluateAsync(new EngineRequest(payload.WrittenMemory, version, verbose), reply, default);
    }
}
