using System.Net.WebSockets;
using Socket = System.Net.WebSockets.WebSocket;

namespace Rayforce.Server.Conversations;

/// <summary>Sends messages one after another, and leaves a client behind that does not read them.</summary>
/// <param name="socket">Where to.</param>
/// <param name="timeout">How long a client may take to begin to read.</param>
internal sealed class MessageSender(Socket socket, TimeSpan timeout) : IDisposable
{
    /// <summary>A client that reads fewer bytes a second than this loses its connection.</summary>
    private const int SlowestReader = 64 * 1024;

    private readonly SemaphoreSlim _sending = new(1, 1);

    /// <summary>Sends a binary message when its turn has come.</summary>
    public async Task SendAsync(ReadOnlyMemory<byte> message)
    {
        await _sending.WaitAsync().ConfigureAwait(false);
        try
        {
            using var limit = new CancellationTokenSource();
            if (timeout != Timeout.InfiniteTimeSpan)
                limit.CancelAfter(timeout + TimeSpan.FromSeconds(message.Length / SlowestReader));
            await socket.SendAsync(message, WebSocketMessageType.Binary, true, limit.Token).ConfigureAwait(false);
            ServerMetrics.BytesSent.Add(message.Length);
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>Sends the close message, if none has been sent.</summary>
    public async Task SendCloseAsync(WebSocketCloseStatus status, string reason, CancellationToken cancellationToken)
    {
        await _sending.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                await socket.CloseOutputAsync(status, reason, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _sending.Dispose();
}
