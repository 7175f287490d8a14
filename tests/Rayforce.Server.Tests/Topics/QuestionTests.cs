using Rayforce.Ipc;
using Rayforce.Server.Engines;
using Rayforce.Server.Tests.Support;
using Rayforce.TestServers;
using Rayforce.TestSupport;

namespace Rayforce.Server.Tests.Topics;

/// <summary>What a program asks of a client, and what goes on meanwhile; over a WebSocket, the transports being equals.</summary>
public sealed class QuestionTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(200);

    [Fact]
    public async Task A_client_that_is_asked_asks_and_changes_things_before_it_answers()
    {
        await using var running = await RunningServer.StartAsync(new RayfallEngine());
        using var client = await ConnectAsync(running);
        await client.SendFrameAsync("(do (set a 1) (list (.ipc.send (.ipc.handle) 'question) a))", MessageType.Sync);
        Assert.Equal((MessageType.Sync, new RaySymbol("question", quoted: true)), await ReceiveAsync(client));
        await client.SendFrameAsync("(set a (+ a 1))", MessageType.Sync);
        Assert.Equal((MessageType.Response, (RayObject)2L), await ReceiveAsync(client));
        // And is asked again before it has answered the first: the answers belong to the questions in their order.
        await client.SendFrameAsync("(.ipc.send (.ipc.handle) 'second)", MessageType.Sync);
        Assert.Equal((MessageType.Sync, new RaySymbol("second", quoted: true)), await ReceiveAsync(client));
        await client.SendFrameAsync("first", MessageType.Response);
        Assert.Equal((MessageType.Response, (RayObject)new RayList("first", 2L)), await ReceiveAsync(client));
        await client.SendFrameAsync("second", MessageType.Response);
        Assert.Equal((MessageType.Response, (RayObject)"second"), await ReceiveAsync(client));
    }

    [Fact]
    public async Task An_answer_that_comes_too_late_belongs_to_its_question()
    {
        await using var running = await RunningServer.StartAsync(
            new RayfallEngine(), options => options with { EvaluationTimeout = Short });
        using var client = await ConnectAsync(running);
        await client.SendFrameAsync("(.ipc.send (.ipc.handle) 1)", MessageType.Sync);
        Assert.Equal((MessageType.Sync, (RayObject)1L), await ReceiveAsync(client));
        Assert.Equal("cancel", Assert.IsType<RayError>((await client.ReceiveFrameAsync()).Value).Code);
        await client.SendFrameAsync("late", MessageType.Response);
        await client.SendFrameAsync("(.ipc.send (.ipc.handle) 2)", MessageType.Sync);
        Assert.Equal((MessageType.Sync, (RayObject)2L), await ReceiveAsync(client));
        await client.SendFrameAsync("in time", MessageType.Response);
        Assert.Equal((MessageType.Response, (RayObject)"in time"), await ReceiveAsync(client));
    }

    [Fact]
    public async Task Clients_that_never_answer_hold_nobody_up()
    {
        await using var running = await RunningServer.StartAsync(new RayfallEngine(maxConcurrency: 1));
        var silent = new List<RawClient>();
        for (var i = 0; i < 10; i++)
        {
            var client = await ConnectAsync(running);
            silent.Add(client);
            await client.SendFrameAsync("(do (set w 1) (.ipc.send (.ipc.handle) 1))", MessageType.Sync);
            Assert.Equal((MessageType.Sync, (RayObject)1L), await ReceiveAsync(client));
        }

        using var other = await ConnectAsync(running);
        await other.SendFrameAsync("(do (set w (+ w 1)) w)", MessageType.Sync);
        Assert.Equal((MessageType.Response, (RayObject)2L), await ReceiveAsync(other));
        silent.ForEach(client => client.Dispose());
        await Eventually.HoldsAsync(() => running.Server.Connections.Count == 1);
    }

    [Fact]
    public async Task The_questions_that_wait_are_bounded()
    {
        await using var running = await RunningServer.StartAsync(new RayfallEngine());
        using var client = await ConnectAsync(running);
        const int many = 200;
        for (var i = 0; i < many; i++)
            await client.SendFrameAsync("(.ipc.send (.ipc.handle) 1)", MessageType.Sync);
        var (questions, refusals) = (0, 0);
        while (questions + refusals < many)
        {
            var (header, value) = await client.ReceiveFrameAsync();
            if (header.MessageType == MessageType.Sync)
                questions++;
            else if (Assert.IsType<RayError>(value).Code == "limit")
                refusals++;
        }

        Assert.InRange(questions, 1, 64);
        for (var i = 0; i < questions; i++)
            await client.SendFrameAsync(1L, MessageType.Response);
        for (var i = 0; i < questions; i++)
            Assert.Equal((MessageType.Response, (RayObject)1L), await ReceiveAsync(client));
    }

    [Fact]
    public async Task Hooks_hear_of_a_client_by_WebSocket_and_may_ask_it()
    {
        await using var running = await RunningServer.StartAsync(new RayfallEngine());
        using var first = await ConnectAsync(running);
        await first.SendFrameAsync(
            "(do (set seen (list)) (set .ipc.on.open (fn [h] (set seen (concat seen (.ipc.send h 'who))))) "
            + "(set .ipc.on.close (fn [h] (set seen (concat seen 'left)))) 0)",
            MessageType.Sync);
        await first.ReceiveFrameAsync();
        using (var second = await ConnectAsync(running))
        {
            Assert.Equal((MessageType.Sync, new RaySymbol("who", quoted: true)), await ReceiveAsync(second));
            await second.SendFrameAsync(new RaySymbol("bob", quoted: true), MessageType.Response);
            await second.SendFrameAsync("1", MessageType.Sync);
            await second.ReceiveFrameAsync();
        }

        await Eventually.HoldsAsync(() => running.Server.Connections.Count == 1);
        await first.SendFrameAsync("(format \"%\" seen)", MessageType.Sync);
        Assert.Equal((MessageType.Response, (RayObject)"[bob left]"), await ReceiveAsync(first));
    }

    [Fact]
    public async Task A_program_decides_who_comes_by_WebSocket_whatever_it_speaks()
    {
        var engine = new RayfallEngine(Load("(set .ipc.on.auth (fn [u p] (and (== u \"bob\") (== p \"s3cret\"))))"));
        await using var running = await RunningServer.StartAsync(engine, options => options with { Password = "s3cret" });
        foreach (var subprotocol in new[] { true, false })
        {
            using var bob = await RawClient.ConnectAsync(running.Server, subprotocol, configure: Credentials("bob"));
            await Assert.ThrowsAnyAsync<Exception>(
                () => RawClient.ConnectAsync(running.Server, subprotocol, configure: Credentials("eve")));
        }
    }

    private static Rayforce.Rayfall.RayfallInterpreter Load(string source)
    {
        var interpreter = new Rayforce.Rayfall.RayfallInterpreter();
        interpreter.Load(source);
        return interpreter;
    }

    private static Action<System.Net.WebSockets.ClientWebSocketOptions> Credentials(string user) => options =>
        options.SetRequestHeader(
            "Authorization",
            "Basic " + Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"{user}:s3cret")));

    private static Task<RawClient> ConnectAsync(RunningServer running) =>
        RawClient.ConnectAsync(running.Server, subprotocol: true);

    private static async Task<(MessageType, RayObject)> ReceiveAsync(RawClient client)
    {
        var (header, value) = await client.ReceiveFrameAsync();
        return (header.MessageType, value);
    }
}
