using System.Collections.Concurrent;
using System.Net;
using Rayforce.Client;
using Rayforce.Server.Engines;
using Rayforce.TestServers;
using Rayforce.TestSupport;
using Rayforce.WebSocket;

namespace Rayforce.Server.Tests;

/// <summary>What a host says and hears of its server's clients.</summary>
public sealed class EventTests
{
    public static TheoryData<bool> Transports => [true, false];

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task A_host_hears_of_connections_and_requests_from_beginning_to_end(bool byTcp)
    {
        var events = new Recorder();
        await using var running = await StartAsync(events);
        await using (var connection = await ConnectAsync(running, byTcp, "ann"))
        {
            Assert.Equal("asked", await connection.ExecuteAsync("asked"));
            await connection.PostAsync("posted");
            Assert.Equal("last", await connection.ExecuteAsync("last"));
        }

        await Eventually.HoldsAsync(() => events.Heard.Count == 6);
        Assert.Equal(
            ["ann comes", "opened", "asked", "posted", "last", "closed: the client closed"], events.Heard);
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task A_host_lets_in_whom_it_will(bool byTcp)
    {
        var events = new Recorder();
        await using var running = await StartAsync(events);
        foreach (var refused in new[] { "mallory", "trouble" })
            await Assert.ThrowsAnyAsync<RayforceConnectionException>(() => ConnectAsync(running, byTcp, refused));
        Assert.DoesNotContain("opened", events.Heard);
        await using var connection = await ConnectAsync(running, byTcp, "bob");
        Assert.Equal(1, await connection.ExecuteAsync(1));
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task A_host_answers_a_request_in_the_engine_s_place_and_its_own_trouble_costs_one_reply(bool byTcp)
    {
        await using var running = await StartAsync(new Recorder());
        await using var connection = await ConnectAsync(running, byTcp, "ann");
        Assert.Equal("access", await CodeAsync("forbidden"));
        Assert.Equal("os", await CodeAsync("trouble"));
        Assert.Equal("allowed", await connection.ExecuteAsync("allowed"));

        async Task<string> CodeAsync(string request) =>
            (await Assert.ThrowsAsync<RayforceQueryException>(() => connection.ExecuteAsync(request))).Code;
    }

    private static Task<RunningServer> StartAsync(IRayServerEvents events) => RunningServer.StartWithTcpAsync(
        FakeEngine.Echo(), options => options with { Password = "secret", Events = events });

    private static async Task<RayConnection> ConnectAsync(RunningServer running, bool byTcp, string user) => byTcp
        ? await running.ConnectTcpAsync(new RayTcpClientOptions { Credentials = $"{user}:secret" })
        : await new WSClient(new Uri($"ws://{user}:secret@127.0.0.1:{running.Server.Port}/any/path")).ConnectAsync();

    private sealed class Recorder : IRayServerEvents
    {
        public ConcurrentQueue<string> Heard { get; } = new();

        public ValueTask<bool> AuthenticateAsync(string user, EndPoint? remote, CancellationToken cancellationToken)
        {
            Assert.NotNull(remote);
            Heard.Enqueue($"{user} comes");
            return user == "trouble"
                ? throw new InvalidOperationException("the host is in trouble")
                : new ValueTask<bool>(user != "mallory");
        }

        public void Opened(RayServerConnection connection)
        {
            Heard.Enqueue("opened");
            throw new InvalidOperationException("the host is in trouble, and nobody minds");
        }

        public ValueTask<RayError?> RequestAsync(
            RayServerConnection connection, EngineRequest request, CancellationToken cancellationToken)
        {
            var text = Ipc.RaySerializer.Deserialize(request.Payload.Span, request.Version) is RayString value
                ? value.Value
                : "";
            Heard.Enqueue(text);
            return text switch
            {
                "forbidden" => new ValueTask<RayError?>(new RayError("access", "by the host")),
                "trouble" => throw new InvalidOperationException("the host is in trouble"),
                _ => default,
            };
        }

        public void Closed(RayServerConnection connection, string reason) => Heard.Enqueue($"closed: {reason}");
    }
}
