using System.Net.Sockets;
using System.Text;
using Rayforce.Ipc;
using Rayforce.Server.Engines;
using Rayforce.TestServers;
using Rayforce.TestSupport;

namespace Rayforce.Server.Tests.Support;

/// <summary>Plays a recorded client to a WebSocket server, down to single frames.</summary>
internal sealed class WebSocketReplay : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(50);

    private readonly GoldenConversation _conversation;
    private readonly Ledger _ledger;
    private readonly RunningServer _running;
    private readonly List<RawWebSocket> _clients = [];
    private readonly SortedDictionary<int, string?> _differences = [];
    private bool _isGreeted;

    private WebSocketReplay(GoldenConversation conversation, Ledger ledger, RunningServer running) =>
        (_conversation, _ledger, _running) = (conversation, ledger, running);

    /// <summary>Replays a conversation, and judges it.</summary>
    public static async Task RunAsync(GoldenConversation conversation, Ledger ledger, IRayEngine engine)
    {
        await using var running = await RunningServer.StartAsync(engine);
        using var replay = new WebSocketReplay(conversation, ledger, running);
        await replay.PlayAsync();
        ledger.JudgeSteps(conversation, replay._differences);
    }

    public void Dispose() => _clients.ForEach(each => each.Dispose());

    private async Task PlayAsync()
    {
        await ConnectAsync(upgrade: _conversation.Steps[0].SendHttp is null);
        for (var i = 0; i < _conversation.Steps.Count; i++)
        {
            var step = _conversation.Steps[i];
            try
            {
                await SendAsync(step);
                if (step is { Closed: true } or { Silence: true }
                    || (step.Receive ?? step.ReceivePong) is not null || step.ReceiveHttp is not null)
                {
                    _differences[i] = await CompareAsync(i, step).WaitAsync(Patience);
                }
            }
            catch (Exception exception) when (exception is SocketException or TimeoutException)
            {
                // Nothing can be said of what would have come after.
                _differences[i] = $"nothing came: {exception.Message}";
                return;
            }
        }
    }

    private async Task<RawWebSocket> ConnectAsync(bool upgrade)
    {
        var client = await RawWebSocket.ConnectAsync(_running.Server.Port);
        _clients.Add(client);
        if (upgrade)
            await client.UpgradeAsync();
        return client;
    }

    private async Task SendAsync(GoldenStep step)
    {
        var client = _clients[^1];
        if (step.Send is { } message)
        {
            // A second handshake is another client's.
            if (step.Note == "handshake" && _isGreeted)
                client = await ConnectAsync(upgrade: true);
            _isGreeted = true;
            await client.SendAsync(RawWebSocket.BinaryCode, message);
        }
        else if (step.SendText is { } text)
            await client.SendAsync(RawWebSocket.TextCode, Encoding.UTF8.GetBytes(text));
        else if (step.SendPing is { } ping)
            await client.SendAsync(RawWebSocket.PingCode, ping);
        else if (step.SendClose is { } close)
            await client.SendAsync(RawWebSocket.CloseCode, close);
        else if (step.SendRawFrame is { } frame)
            await client.Socket.SendAsync(frame);
        else if (step.SendHttp is { } request)
            await client.SendHttpAsync(request);
        else if (step.SendSize is { } size)
            await SendLongAsync(client, step, size);
        else if (step.Note.StartsWith("SIGINT", StringComparison.Ordinal))
            _ = _running.Server.StopAsync();
        else if (step.Note.StartsWith("half-closed", StringComparison.Ordinal))
            client.Socket.Socket.Shutdown(SocketShutdown.Send);
    }

    /// <summary>Counts a text of the size that makes the message as long as it was.</summary>
    private static async Task SendLongAsync(RawWebSocket client, GoldenStep step, int size)
    {
        const int around = 36;
        const int firstFragment = 700_000;
        var source = $"(count \"{new string('x', size - around)}\")";
        var message = RaySerializer.SerializeFrame(new RayString(source), messageType: MessageType.Async);
        Assert.Equal(size, message.Length);
        Assert.True(message.AsSpan().StartsWith(step.SendPrefix));
        if (!step.Note.Contains("fragments", StringComparison.Ordinal))
        {
            await client.SendAsync(RawWebSocket.BinaryCode, message);
            return;
        }

        await client.SendAsync(RawWebSocket.BinaryCode, message.AsMemory(0, firstFragment), isFinal: false);
        await client.SendAsync(0, message.AsMemory(firstFragment));
    }

    private async Task<string?> CompareAsync(int i, GoldenStep step)
    {
        var client = _clients[^1];
        if (step.Silence)
        {
            await Task.Delay(Quiet);
            return client.Socket.Socket.Poll(TimeSpan.Zero, SelectMode.SelectRead) ? "something comes, or the end" : null;
        }

        if (step.ReceiveHttp is { } answer)
            return CompareHttp(answer, await client.ReceiveHttpAsync(), _ledger.Find(_conversation.CaseOf(i))?.Instead);
        if (step is { Closed: true, HasCode: false })
            return await client.Socket.IsClosedAsync() ? null : "the server does not close";
        if (await client.ReceiveAsync() is not { } received)
            return "the connection ends";
        var (code, payload) = received;
        return step.Closed ? CompareText(
                Describe(step.Code, step.Reason!),
                code == RawWebSocket.CloseCode ? DescribeClose(payload) : Show(payload))
            : code != (step.ReceivePong is null ? RawWebSocket.BinaryCode : RawWebSocket.PongCode)
                ? $"a frame of code {code} came: {Show(payload)}"
            : Compare(step, payload);
    }

    private static string? Compare(GoldenStep step, byte[] received)
    {
        var recorded = (step.Receive ?? step.ReceivePong)!;
        return received.Length == (step.ReceiveSize ?? recorded.Length) && received.AsSpan().StartsWith(recorded)
            ? null
            : $"{Show(received)} came, not {Show(recorded)}";
    }

    /// <summary>Compares what a WebSocket client looks at, and the text.</summary>
    private static string? CompareHttp(string recorded, string received, string? instead)
    {
        if (instead is not null)
            Assert.Equal(instead, received.Split(' ').ElementAtOrDefault(1));
        return CompareText(Summarize(recorded), Summarize(received));
    }

    private static string Summarize(string answer)
    {
        var parts = answer.Split("\r\n\r\n", 2);
        var lines = parts[0].Split("\r\n");
        var headers = lines.Skip(1).Where(line =>
            line.StartsWith("Upgrade", StringComparison.OrdinalIgnoreCase) ||
            line.StartsWith("Sec-WebSocket", StringComparison.OrdinalIgnoreCase));
        return string.Join(' ', [lines[0], .. headers.Order(StringComparer.Ordinal), parts[^1].ReplaceLineEndings(" ")]);
    }

    private static string? CompareText(string recorded, string received) =>
        recorded == received ? null : $"{received} came, not {recorded}";

    private static string DescribeClose(byte[] payload) => payload.Length < 2
        ? Describe(null, "")
        : Describe(payload[0] << 8 | payload[1], Encoding.UTF8.GetString(payload.AsSpan(2)));

    private static string Describe(int? code, string reason) => $"close {code} '{reason}'";

    private static string Show(byte[] bytes) => Convert.ToHexStringLower(bytes.AsSpan(0, Math.Min(bytes.Length, 200)));
}
