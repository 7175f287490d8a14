using Rayforce.Ipc;
using Rayforce.Server;
using Rayforce.Server.Engines;
using Rayforce.TestSupport;
using Rayforce.WebSocket;

namespace Rayforce.Native.Tests;

/// <summary>The server with the native engine behind it, asked over a real socket.</summary>
public sealed class NativeEngineTests : NativeTest
{
    private const string Fib = "(set fib (fn [n] (if (< n 2) n (+ (fib (- n 1)) (fib (- n 2))))))";

    [SkippableTheory]
    [InlineData(WireVersion.V3)]
    [InlineData(WireVersion.V1)]
    public async Task A_client_is_answered_by_the_library(WireVersion version)
    {
        await using var engine = await NativeEngine.CreateAsync(OptionsFor(CoreOf(version)));
        await using var server = await StartAsync(engine, new WSServerOptions());
        await using var client = await ConnectAsync(server, new WSClientOptions { WireVersion = version });
        Assert.Equal(3L, await client.ExecuteAsync("(+ 1 2)"));
        Assert.Equal(new RayVector<long>(0, 1, 2), await client.ExecuteAsync("(til 3)"));
        var error = await Assert.ThrowsAsync<RayforceQueryException>(() => client.ExecuteAsync("(+ 1 'a)"));
        Assert.Equal("type", error.Code);
        Assert.NotEmpty(error.Error.Message!);
    }

    [SkippableTheory]
    [InlineData(WireVersion.V3, "name: 'undefined_fn' undefined")]
    [InlineData(WireVersion.V1, "name: undefined_fn")]
    public async Task A_client_of_the_Python_binding_reads_the_error_as_its_own_server_writes_it(
        WireVersion version, string text)
    {
        await using var engine = await NativeEngine.CreateAsync(OptionsFor(CoreOf(version)));
        await using var server = await StartAsync(engine, new WSServerOptions());
        var options = new WSClientOptions { WireVersion = version, NegotiateSubprotocol = false };
        await using var client = await ConnectAsync(server, options);
        Assert.Equal(text, await client.ExecuteAsync("(undefined_fn 1)"));
    }

    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_restricted_server_runs_its_requests_in_the_restricted_mode(bool verbose)
    {
        await using var engine = await NativeEngine.CreateAsync(OptionsFor(NativeRayforce.Newest));
        await using var server = await StartAsync(engine, new WSServerOptions { Restricted = true });
        await using var client = await ConnectAsync(server, new WSClientOptions());
        Assert.Equal(3L, await client.ExecuteAsync("(+ 1 2)"));
        foreach (var source in new[] { "(.sys.exec \"true\")", "(map (fn [x] (.sys.exec \"true\")) [1 2])" })
        {
            Task asking = verbose ? client.ExecuteVerboseAsync(source) : client.ExecuteAsync(source);
            var refusal = await Assert.ThrowsAsync<RayforceQueryException>(() => asking);
            Assert.Equal("access", refusal.Code);
        }
    }

    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_query_that_takes_too_long_is_answered_in_time_and_the_next_one_is_not_interrupted(
        bool interrupts)
    {
        await using var engine = await NativeEngine.CreateAsync(OptionsFor(interrupts));
        var options = new WSServerOptions { EvaluationTimeout = TimeSpan.FromMilliseconds(100) };
        await using var server = await StartAsync(engine, options);
        await using var client = await ConnectAsync(server, new WSClientOptions());
        await client.ExecuteAsync(Fib);
        var error = await Assert.ThrowsAsync<RayforceQueryException>(() => client.ExecuteAsync(Long(interrupts)));
        Assert.Equal("cancel", error.Code);
        Assert.Equal(3L, await Eventually.SucceedsAsync(() => client.ExecuteAsync("(+ 1 2)")));
    }

    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_query_of_a_client_that_has_gone_does_not_keep_another_from_its_answer(bool interrupts)
    {
        await using var engine = await NativeEngine.CreateAsync(OptionsFor(interrupts));
        await using var server = await StartAsync(engine, new WSServerOptions());
        await using var other = await ConnectAsync(server, new WSClientOptions());
        await other.ExecuteAsync(Fib);
        var gone = await ConnectAsync(server, new WSClientOptions());
        var query = gone.ExecuteAsync(Long(interrupts));
        await gone.DisposeAsync();
        await Assert.ThrowsAnyAsync<RayforceException>(() => query);
        Assert.Equal(3L, await other.ExecuteAsync("(+ 1 2)"));
    }

    private static RayNativeOptions OptionsFor(bool interrupts) =>
        OptionsFor(NativeRayforce.Newest) with { Interrupts = interrupts };

    /// <summary>Hours of work, or what ends by itself after a second or some.</summary>
    private static string Long(bool interrupts) => interrupts ? "(fib 90)" : "(fib 31)";

    private static async Task<WSServer> StartAsync(NativeEngine engine, WSServerOptions options)
    {
        var server = new WSServer(0, options with { Host = "127.0.0.1", Engine = engine });
        await server.StartAsync();
        return server;
    }

    private static Task<WSClientConnection> ConnectAsync(WSServer server, WSClientOptions options) =>
        new WSClient("127.0.0.1", server.Port, options).ConnectAsync();
}
