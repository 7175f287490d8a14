using Rayforce.Client;
using Rayforce.Ipc;
using Rayforce.Server.Engines;
using Rayforce.Server.Tests.Gateway.Support;
using Rayforce.TestServers;

namespace Rayforce.Server.Tests.Gateway;

public sealed class ForwardingTests
{
    public static TheoryData<WireVersion, WireVersion> Versions => new()
    {
        { WireVersion.V3, WireVersion.V3 },
        { WireVersion.V1, WireVersion.V1 },
        { WireVersion.V1, WireVersion.V3 },
        { WireVersion.V3, WireVersion.V1 },
    };

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Requests_are_answered_by_the_upstream_in_the_clients_version(
        WireVersion client, WireVersion upstream)
    {
        await using var server = await RunningGateway.StartUpstreamAsync(version: upstream);
        await using var gateway = await RunningGateway.StartAsync(server.Server.TcpPort!.Value);
        await using var connection = await gateway.ConnectAsync(client);

        Assert.Equal(3L, await connection.ExecuteAsync("(+ 1 2)"));
        Assert.Equal(new RayVector<long>(0, 1, 2), await connection.ExecuteAsync("(til 3)"));
        await connection.ExecuteAsync("(set kept 42)");
        Assert.Equal(42L, await connection.ExecuteAsync("kept"));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task An_error_of_the_upstream_reaches_the_client_with_its_code(
        WireVersion client, WireVersion upstream)
    {
        await using var server = await RunningGateway.StartUpstreamAsync(version: upstream);
        await using var gateway = await RunningGateway.StartAsync(server.Server.TcpPort!.Value);
        await using var connection = await gateway.ConnectAsync(client);

        var error = await Assert.ThrowsAsync<RayforceQueryException>(() => connection.ExecuteAsync("(+ 1 'a)"));

        Assert.Equal("type", error.Code);
        Assert.Equal(3L, await connection.ExecuteAsync("(+ 1 2)"));
    }

    [Fact]
    public async Task An_error_that_brings_its_message_keeps_it_and_every_other_byte()
    {
        await using var upstream = FakeUpstream.Start(async (client, _) =>
        {
            var (header, _) = await client.ReceiveFrameAsync();
            using var reply = new PooledBuffer();
            ReplyPayload.Write(new RayError("type", "that was asked for"), reply, header.Version);
            await client.SendPayloadAsync(reply.WrittenSpan.ToArray());
            await client.ReceiveFrameAsync();
            // No object of any kind: what is not decoded is not judged either.
            await client.SendPayloadAsync([0x55, 1, 2, 3]);
        });
        await using var engine = new UpstreamEngine(upstream.Uri);

        var error = Assert.IsType<RayError>(ReplyPayload.Read(await AskAsync(engine, "fail"), WireVersion.V3));
        Assert.Equal("that was asked for", error.Message);
        Assert.Equal([0x55, 1, 2, 3], await AskAsync(engine, "other"));
    }

    [Fact]
    public async Task A_verbose_request_brings_what_was_printed_and_its_error_stands_alone()
    {
        var failure = new PooledBuffer();
        RaySerializer.Serialize(new RayList("printed", new RaySymbol("x")), failure);
        var last = RaySerializer.SerializeFrame(new RaySymbol("x")).Length - FrameHeader.Size;
        var list = failure.WrittenSpan[..^last];
        byte[] wrapped = [.. list, .. RaySerializer.SerializeFrame(new RayError("type"))[FrameHeader.Size..]];
        failure.Dispose();
        await using var upstream = FakeUpstream.Start(async (client, _) =>
        {
            var (header, request) = await client.ReceiveFrameAsync();
            Assert.Equal(FrameFlags.Verbose, header.Flags);
            await client.SendFrameAsync(new RayList("printed", request), MessageType.Response);
            await client.ReceiveFrameAsync();
            await client.SendPayloadAsync(wrapped);
        });
        await using var engine = new UpstreamEngine(upstream.Uri);

        var printed = await AskAsync(engine, "x", isVerbose: true);
        Assert.Equal(new RayList("printed", "x"), ReplyPayload.Read(printed, WireVersion.V3));
        var failed = await AskAsync(engine, "y", isVerbose: true);
        Assert.Equal(new RayError("type"), ReplyPayload.Read(failed, WireVersion.V3));
    }

    [Fact]
    public async Task Large_packed_replies_arrive_unpacked()
    {
        await using var server = await RunningGateway.StartUpstreamAsync();
        await using var gateway = await RunningGateway.StartAsync(
            server.Server.TcpPort!.Value,
            new UpstreamEngineOptions { Tcp = new RayTcpClientOptions { Compression = true } });
        await using var connection = await gateway.ConnectAsync();

        var zeros = new RayVector<long>(new long[100_000]);
        Assert.Equal(zeros, await connection.ExecuteAsync(zeros));
    }

    [Fact]
    public async Task Many_clients_each_get_their_own_replies()
    {
        await using var server = await RunningGateway.StartUpstreamAsync(FakeEngine.Echo());
        await using var gateway = await RunningGateway.StartAsync(server.Server.TcpPort!.Value);

        await Task.WhenAll(Enumerable.Range(0, 32).Select(async client =>
        {
            await using var connection = await gateway.ConnectAsync();
            for (var call = 0; call < 50; call++)
                Assert.Equal($"{client}/{call}", await connection.ExecuteAsync($"{client}/{call}"));
        }));
    }

    [Fact]
    public async Task Pushes_are_dropped_and_requests_of_the_upstream_refused()
    {
        await using var upstream = FakeUpstream.Start(async (client, _) =>
        {
            await client.SendFrameAsync("pushed", MessageType.Async);
            await client.SendFrameAsync("asked", MessageType.Sync);
            for (var frames = 0; frames < 2; frames++)
            {
                var (header, value) = await client.ReceiveFrameAsync();
                if (header.MessageType == MessageType.Sync)
                    await client.SendFrameAsync(value, MessageType.Response);
                else
                    Assert.Equal(new RayError("nyi"), value);
            }
        });
        await using var engine = new UpstreamEngine(upstream.Uri);

        Assert.Equal("mine", ReplyPayload.Read(await AskAsync(engine, "mine"), WireVersion.V3));
        await upstream.Done;
    }

    [Fact]
    public async Task Restricted_requests_are_refused_unless_the_upstream_restricts()
    {
        await using var server = await RunningGateway.StartUpstreamAsync(FakeEngine.Echo());
        await using var strict = await RunningGateway.StartAsync(
            server.Server.TcpPort!.Value, configure: options => options with { Restricted = true });
        await using var trusting = await RunningGateway.StartAsync(
            server.Server.TcpPort!.Value,
            new UpstreamEngineOptions { IsRestricted = true },
            options => options with { Restricted = true });
        await using var refused = await strict.ConnectAsync();
        await using var served = await trusting.ConnectAsync();

        var error = await Assert.ThrowsAsync<RayforceQueryException>(() => refused.ExecuteAsync("x"));
        Assert.Equal("access", error.Code);
        Assert.Equal("x", await served.ExecuteAsync("x"));
    }

    [Fact]
    public async Task A_request_that_cannot_be_decoded_for_the_other_version_is_a_domain_error()
    {
        await using var server = await RunningGateway.StartUpstreamAsync(version: WireVersion.V1);
        await using var engine = new UpstreamEngine(server.Server.TcpEndpoint!);
        using var reply = new PooledBuffer();

        await engine.EvaluateAsync(
            new EngineRequest(new byte[] { 5, 0, 3 }, WireVersion.V3), reply, CancellationToken.None);

        Assert.Equal("domain", Assert.IsType<RayError>(ReplyPayload.Read(reply.WrittenSpan, WireVersion.V3)).Code);
    }

    private static async Task<byte[]> AskAsync(UpstreamEngine engine, string text, bool isVerbose = false)
    {
        using var reply = new PooledBuffer();
        var payload = RaySerializer.SerializeFrame(text)[FrameHeader.Size..];
        await engine.EvaluateAsync(
            new EngineRequest(payload, WireVersion.V3, isVerbose), reply, CancellationToken.None);
        return reply.WrittenSpan.ToArray();
    }
}
