using Rayforce.Client.Tests.Support;
using Rayforce.Ipc;

namespace Rayforce.Client.Tests;

/// <summary>Requests that a server sends to its client.</summary>
public sealed class RequestHandlerTests
{
    [Fact]
    public async Task A_handler_answers_what_the_server_asks_while_calls_go_on()
    {
        var release = new TaskCompletionSource();
        await using var server = FakeServer.StartGreeting(async client =>
        {
            await client.SendFrameAsync("one");
            await client.SendFrameAsync("two");
            // The handler has not answered, and a call is served all the same.
            var (_, value) = await client.ReceiveFrameAsync();
            await client.SendFrameAsync(value, MessageType.Response);
            release.SetResult();
            Assert.Equal((MessageType.Response, "one, answered"), await ReceiveAsync());
            Assert.Equal((MessageType.Response, "two, answered"), await ReceiveAsync());

            async Task<(MessageType, RayObject)> ReceiveAsync()
            {
                var (header, answer) = await client.ReceiveFrameAsync();
                return (header.MessageType, answer);
            }
        });
        await using var connection = await server.ConnectAsync(new RayTcpClientOptions
        {
            RequestHandler = async (request, cancellationToken) =>
            {
                await release.Task.WaitAsync(cancellationToken);
                return $"{(string)request}, answered";
            },
        });
        Assert.Equal(1, await connection.ExecuteAsync(1));
        await server.Done;
    }

    [Fact]
    public async Task What_a_handler_throws_is_the_reply()
    {
        await using var server = FakeServer.StartGreeting(async client =>
        {
            foreach (var (request, code) in new[] { ("query", "type"), ("any", "user") })
            {
                await client.SendFrameAsync(request);
                Assert.Equal(code, Assert.IsType<RayError>((await client.ReceiveFrameAsync()).Value).Code);
            }
        });
        await using var connection = await server.ConnectAsync(new RayTcpClientOptions
        {
            RequestHandler = (request, _) => (string)request switch
            {
                "query" => throw new RayforceQueryException(new RayError("type")),
                _ => throw new InvalidOperationException("the handler's own trouble"),
            },
        });
        await server.Done;
    }

    [Fact]
    public async Task A_server_that_asks_without_waiting_for_answers_loses_the_connection()
    {
        await using var server = FakeServer.StartGreeting(async client =>
        {
            for (var i = 0; i < 100; i++)
                await client.SendFrameAsync(i);
            await client.AssertClosedAsync();
        });
        await using var connection = await server.ConnectAsync(new RayTcpClientOptions
        {
            RequestHandler = async (_, cancellationToken) =>
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
                return 1;
            },
        });
        var exception = await Assert.ThrowsAsync<RayforceTcpException>(() => connection.ExecuteAsync(1));
        Assert.Equal(ConnectionErrorReason.ProtocolViolation, exception.Reason);
    }
}
