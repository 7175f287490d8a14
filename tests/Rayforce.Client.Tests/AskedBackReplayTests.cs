using Rayforce.Client.Tests.Support;
using Rayforce.Ipc;
using Rayforce.TestServers;
using Rayforce.TestSupport;

namespace Rayforce.Client.Tests;

/// <summary>
/// The recorded conversations in which the server asks back, played to clients of this library and their handlers. A
/// native server asks them the same.
/// </summary>
public sealed class AskedBackReplayTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData("core3/tcp/handles")]
    [InlineData("core3/tcp/server-asks-back")]
    [InlineData("core3/tcp/server-asks-back-timeout")]
    [InlineData("core3/tcp/server-asks-another-timeout")]
    [InlineData("core3/tcp/server-asks-a-leaver")]
    [InlineData("core3/tcp-python/tcp-client-sync-from-server")]
    [InlineData("core3/tcp-python/tcp-server-handle")]
    public async Task The_handler_hears_what_was_recorded_and_its_answers_go_back(string name)
    {
        var steps = GetAskedBack(name);
        await using var server = FakeServer.StartAccepting(accept => PlayAsync(accept, steps));
        await ConverseAsync(steps, options => server.ConnectAsync(options), isNative: false).WaitAsync(Patience);
        await server.Done.WaitAsync(Patience);
    }

    [SkippableTheory]
    [InlineData("core3/tcp/handles")]
    [InlineData("core3/tcp/server-asks-back-timeout")]
    [InlineData("core3/tcp/server-asks-another-timeout")]
    [InlineData("core3/tcp/server-asks-a-leaver")]
    public async Task A_native_server_asks_what_was_recorded(string name)
    {
        await using var server = await NativeServer.StartAsync();
        await ConverseAsync(GetAskedBack(name), options => server.ConnectAsync(options), isNative: true)
            .WaitAsync(Patience);
    }

    private static List<AskedStep> GetAskedBack(string name)
    {
        var steps = AskedStep.Of(GoldenConversation.Find(name)).ToList();
        Assert.Contains(steps, step => step.ReceivedType == MessageType.Sync);
        return steps;
    }

    /// <summary>The server's side. It accepts a connection where one begins.</summary>
    private static async Task PlayAsync(Func<Task<RawSocket>> accept, List<AskedStep> steps)
    {
        var clients = new Dictionary<int, RawSocket>();
        try
        {
            foreach (var step in steps.Where(step => !step.IsRefused))
            {
                if (!clients.TryGetValue(step.Connection, out var client))
                    clients.Add(step.Connection, client = await accept());
                await PlayAsync(client, step);
                if (step.IsLast && !step.ServerCloses)
                    Assert.Empty(await client.ReceiveAsync(1));
            }
        }
        finally
        {
            foreach (var client in clients.Values)
                client.Dispose();
        }
    }

    private static async Task PlayAsync(RawSocket client, AskedStep step)
    {
        if (step.Received is { } bytes)
            await client.SendAsync(bytes);
        else if (step.ServerCloses)
            client.Dispose();
        else if (step.SentType is null)
            Assert.Equal(step.Sent, await client.ReceiveAsync(step.Sent!.Length));
        else
        {
            var sent = await client.ReceiveFrameBytesAsync();
            if (step.IsWrittenHere)
                Assert.Equal(Convert.ToHexString(step.Sent!), Convert.ToHexString(sent));
        }
    }

    /// <summary>The clients' side. One connects where it says its first.</summary>
    private static async Task ConverseAsync(
        List<AskedStep> steps, Func<RayTcpClientOptions, Task<RayTcpConnection>> connect, bool isNative)
    {
        var clients = new Dictionary<int, AskedClient>();
        try
        {
            foreach (var step in steps)
            {
                if (!clients.TryGetValue(step.Connection, out var client))
                    clients.Add(step.Connection, client = await AskedClient.ConnectAsync(connect, isNative));
                await client.FollowAsync(step);
                if (step.IsLast)
                    await client.DisposeAsync();
            }
        }
        finally
        {
            foreach (var client in clients.Values)
                await client.DisposeAsync();
        }
    }
}
