using System.Net.Sockets;
using Rayforce.Ipc;
using Rayforce.Server.Engines;
using Rayforce.TestServers;
using Rayforce.TestSupport;

namespace Rayforce.Server.Tests.Support;

/// <summary>Plays a recorded client to a TCP server, on as many connections as it had.</summary>
internal sealed class TcpReplay : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(50);

    private readonly GoldenConversation _conversation;
    private readonly Ledger _ledger;
    private readonly RunningServer _server;
    private readonly SortedDictionary<int, RawSocket> _clients = [];
    private readonly SortedDictionary<int, string?> _differences = [];

    private TcpReplay(GoldenConversation conversation, Ledger ledger, RunningServer server) =>
        (_conversation, _ledger, _server) = (conversation, ledger, server);

    /// <summary>Replays a conversation, and judges it.</summary>
    public static async Task RunAsync(GoldenConversation conversation, Ledger ledger, IRayEngine engine)
    {
        await using var running = await RunningServer.StartWithTcpAsync(engine, options => options with
        {
            TcpWireVersion = (WireVersion)conversation.Version,
            Password = conversation.Arguments is [_, var password] ? password : null,
            Restricted = conversation.Arguments is ["-U", ..],
        });
        foreach (var earlier in UnrepeatableCases.Before(conversation))
        {
            await PlayAsync(GoldenConversation.Find(earlier), ledger, running);
            await Eventually.HoldsAsync(() => running.Server.Connections.Count == 0);
        }

        await PlayAsync(conversation, ledger, running);
    }

    public void Dispose()
    {
        foreach (var client in _clients.Values)
            client.Dispose();
    }

    private static async Task PlayAsync(GoldenConversation conversation, Ledger ledger, RunningServer server)
    {
        using var replay = new TcpReplay(conversation, ledger, server);
        await replay.PlayAsync();
        ledger.JudgeSteps(conversation, replay._differences);
    }

    private async Task PlayAsync()
    {
        var isWholeOnLedger = _ledger.Has(_conversation.Case);
        var request = Array.Empty<byte>();
        for (var i = 0; i < _conversation.Steps.Count; i++)
        {
            var step = _conversation.Steps[i];
            if (UnrepeatableCases.LeaverBefore(_conversation, i) is { } leaver)
                await LeaveAsync(leaver);
            if (UnrepeatableCases.MeanwhileBefore(_conversation, i) is { } meanwhile)
                await PlayAsync(GoldenConversation.Find(meanwhile), _ledger, _server);
            var client = await GetClientAsync(step.Connection);
            try
            {
                if (step.Send is { } bytes)
                {
                    await client.SendAsync(request = bytes);
                    if (step.Note.Contains("writing side is shut", StringComparison.Ordinal))
                        client.Socket.Shutdown(SocketShutdown.Send);
                }
                else if (step.Closed)
                    _differences[i] = await client.IsClosedAsync().WaitAsync(Patience) ? null : "the server does not close";
                else if (step.Silence)
                    _differences[i] = await IsQuietAsync(client) ? null : "something comes, or the end";
                else if (step.Receive is { } recorded)
                {
                    var isPush = step.Connection != 1 || recorded.Length > FrameHeader.Size && recorded[7] != 2;
                    var received = await ReceiveAsync(client, recorded.Length);
                    _differences[i] = !isPush && UnrepeatableCases.HasAnswerOfItsOwn(request)
                        ? null
                        : Compare(step, received, _ledger.Find(_conversation.CaseOf(i))?.Instead);
                }
            }
            catch (Exception exception) when (exception is SocketException or TimeoutException)
            {
                // Nothing can be said of what would have come after.
                _differences[i] = $"nothing came: {exception.Message}";
                return;
            }

            if (isWholeOnLedger && _differences.GetValueOrDefault(i) is not null)
                return;
        }
    }

    /// <summary>Closes a client's connection, and waits until the server is done with it.</summary>
    private async Task LeaveAsync(int number)
    {
        var left = _server.Server.Connections.Count - 1;
        _clients[number].Dispose();
        await Eventually.HoldsAsync(() => _server.Server.Connections.Count == left);
    }

    private async Task<RawSocket> GetClientAsync(int number)
    {
        if (!_clients.TryGetValue(number, out var client))
            _clients[number] = client = await RawSocket.ConnectAsync(_server.TcpPort);
        return client;
    }

    /// <summary>A frame where a frame is due, however long; else so many bytes.</summary>
    private static async Task<byte[]> ReceiveAsync(RawSocket client, int recordedLength)
    {
        var start = await client.ReceiveAsync(Math.Min(recordedLength, FrameHeader.Size)).WaitAsync(Patience);
        if (start.Length < FrameHeader.Size || FrameHeader.TryRead(start, out var header) != WireStatus.Done)
            return start;
        return [.. start, .. await client.ReceiveAsync((int)header.PayloadSize).WaitAsync(Patience)];
    }

    private static async Task<bool> IsQuietAsync(RawSocket client)
    {
        await Task.Delay(Quiet);
        // A socket that its peer has closed can be read, too.
        return !client.Socket.Poll(TimeSpan.Zero, SelectMode.SelectRead);
    }

    private static string? Compare(GoldenStep step, byte[] received, string? instead)
    {
        var recorded = step.Receive!;
        // Behind the code and its zeros, an error of the core of April 2026 has memory of the process.
        const int contextAt = 24;
        if (recorded.Length == 49 && recorded[4] == 1 && recorded[FrameHeader.Size] == 0x7F)
            (recorded, received) = (recorded[..contextAt], received[..Math.Min(received.Length, contextAt)]);
        var isSame = received.Length == (step.ReceiveSize ?? recorded.Length)
            && received.AsSpan().StartsWith(recorded);
        if (!isSame && instead is not null)
        {
            var error = RaySerializer.SerializeFrame(new RayError(instead), messageType: MessageType.Response);
            Assert.Equal(Convert.ToHexStringLower(error), Convert.ToHexStringLower(received));
        }

        return isSame ? null : $"{Show(received)} came, not {Show(recorded)}";
    }

    private static string Show(byte[] bytes) => Convert.ToHexStringLower(bytes.AsSpan(0, Math.Min(bytes.Length, 200)));
}
