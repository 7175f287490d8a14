using System.Net;
using System.Net.WebSockets;
using System.Text;
using Rayforce.Client;
using Rayforce.Ipc;
using Rayforce.Server.Engines;
using Rayforce.TestServers;
using Rayforce.TestSupport;
using Rayforce.WebSocket;

namespace Rayforce.Server.Tests.Guard;

/// <summary>Clients that may read and not write, among others that may.</summary>
public class RestrictedClientTests
{
    [Fact]
    public async Task The_second_password_restricts_its_connection_and_no_other_over_both_transports()
    {
        await using var engine = new RayfallEngine();
        await using var running = await RunningServer.StartWithTcpAsync(
            engine, options => options with { Password = "write", ReadPassword = "read" });
        foreach (var (password, isRestricted) in new[] { ("write", false), ("read", true) })
        {
            await using var web = await new WSClient(
                new Uri($"ws://u:{password}@127.0.0.1:{running.Server.Port}")).ConnectAsync();
            await using var tcp = await new RayTcpClient(
                new Uri($"rayforce://u:{password}@127.0.0.1:{running.TcpPort}")).ConnectAsync();
            foreach (var client in new RayConnection[] { web, tcp })
                await AssertRestrictedAsync(client, isRestricted);
            Assert.All(running.Server.Connections, connection => Assert.Equal(isRestricted, connection.IsRestricted));
        }
    }

    [Fact]
    public async Task The_only_password_may_be_the_second_one()
    {
        await using var engine = new RayfallEngine();
        await using var running =
            await RunningServer.StartWithTcpAsync(engine, options => options with { ReadPassword = "read" });
        await Assert.ThrowsAsync<RayforceWSException>(() => running.ConnectAsync());
        await using var tcp = await new RayTcpClient(
            new Uri($"rayforce://u:read@127.0.0.1:{running.TcpPort}")).ConnectAsync();
        await AssertRestrictedAsync(tcp, isRestricted: true);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?upstream=own")]
    public async Task Before_an_upstream_it_does_where_that_has_a_second_one_too(string query)
    {
        await using var data = new RayfallEngine();
        await using var upstream = await RunningServer.StartWithTcpAsync(
            data, options => options with { Password = "inner", ReadPassword = "look" });
        await using var engine = new UpstreamEngine(
            new Uri($"rayforce://u:inner@127.0.0.1:{upstream.TcpPort}"),
            new UpstreamEngineOptions { RestrictedUpstream = new Uri($"rayforce://u:look@127.0.0.1:{upstream.TcpPort}") });
        await using var running = await RunningServer.StartAsync(
            engine, options => options with { Password = "write", ReadPassword = "read" });
        foreach (var (password, isRestricted) in new[] { ("write", false), ("read", true) })
        {
            await using var client = await new WSClient(
                new Uri($"ws://u:{password}@127.0.0.1:{running.Server.Port}/{query}")).ConnectAsync();
            await AssertRestrictedAsync(client, isRestricted);
            // Both see the same data.
            Assert.Equal(1, await client.ExecuteAsync("x"));
        }
    }

    [SkippableFact]
    public async Task A_native_server_takes_one_password_and_restricts_all_or_none()
    {
        await using var native = await NativeServer.StartAsync(NativeRayforce.Newest, "-u", "write", "-U", "read");
        var refused = await Assert.ThrowsAsync<RayforceTcpException>(
            () => new RayTcpClient(new Uri($"rayforce://u:write@127.0.0.1:{native.Port}")).ConnectAsync());
        Assert.Equal(ConnectionErrorReason.HandshakeFailed, refused.Reason);
        await using var reader = await new RayTcpClient(
            new Uri($"rayforce://u:read@127.0.0.1:{native.Port}")).ConnectAsync();
        await AssertRestrictedAsync(reader, isRestricted: true);
    }

    [SkippableFact]
    public async Task A_native_server_does_not_heed_that_a_frame_says_it_is_restricted()
    {
        await using var native = await NativeServer.StartAsync(NativeRayforce.Newest);
        using var raw = await RawSocket.GreetAsync(native.Port);
        var frame = RaySerializer.SerializeFrame("(set x 1)", messageType: MessageType.Sync);
        frame[5] = (byte)FrameFlags.Restricted;
        await raw.SendAsync(frame);
        Assert.Equal(1L, (await raw.ReceiveFrameAsync()).Value);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_host_decides_by_user(bool hasPassword)
    {
        await using var engine = new RayfallEngine();
        await using var running = await RunningServer.StartWithTcpAsync(
            engine, options => options with { Password = hasPassword ? "p" : null, Events = new Host() });
        var user = hasPassword ? "guest:p@" : "";
        await using var web =
            await new WSClient(new Uri($"ws://{user}127.0.0.1:{running.Server.Port}")).ConnectAsync();
        await using var tcp =
            await new RayTcpClient(new Uri($"rayforce://{user}127.0.0.1:{running.TcpPort}")).ConnectAsync();
        await AssertRestrictedAsync(web, isRestricted: true);
        await AssertRestrictedAsync(tcp, isRestricted: true);
        if (!hasPassword)
            return;
        await using var anna =
            await new WSClient(new Uri($"ws://anna:p@127.0.0.1:{running.Server.Port}")).ConnectAsync();
        await AssertRestrictedAsync(anna, isRestricted: false);
    }

    [Theory]
    [InlineData("write", true)]
    [InlineData("anna:write", true)]
    [InlineData("guessed", false)]
    public async Task A_browser_page_sends_the_password_among_the_subprotocols(string credentials, bool isRight)
    {
        using var log = new LogRecorder();
        await using var running = await RunningServer.StartAsync(
            configure: options => options with { Password = "write", LoggerFactory = log });
        var token = Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials))
            .TrimEnd('=').Replace('+', '-').Replace('/', '_');
        using var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("rayforce.ipc");
        socket.Options.AddSubProtocol($"rayforce.password.{token}");
        var connecting = socket.ConnectAsync(
            new Uri($"ws://127.0.0.1:{running.Server.Port}"), CancellationToken.None);
        if (isRight)
        {
            await connecting;
            Assert.Equal("rayforce.ipc", socket.SubProtocol);
        }
        else
        {
            await Assert.ThrowsAsync<WebSocketException>(() => connecting);
        }

        Assert.DoesNotContain(log.Lines, line => line.Contains(token) || line.Contains(credentials));
    }

    private static async Task AssertRestrictedAsync(RayConnection client, bool isRestricted)
    {
        Assert.Equal(3, await client.ExecuteAsync("(+ 1 2)"));
        if (!isRestricted)
            Assert.Equal(1, await client.ExecuteAsync("(set x 1)"));
        else
            Assert.Equal(
                "access", (await Assert.ThrowsAsync<RayforceQueryException>(() => client.ExecuteAsync("(set x 1)"))).Code);
    }

    private sealed class Host : IRayServerEvents
    {
        public bool IsRestricted(string user, EndPoint? remote) => user is "guest" or "";
    }
}
