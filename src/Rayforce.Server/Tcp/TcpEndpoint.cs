using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Rayforce.Client;
using Rayforce.Server.Conversations;
using Rayforce.Server.Hosting;
using Rayforce.WebSocket;

namespace Rayforce.Server.Tcp;

/// <summary>Lets clients in that come by TCP.</summary>
internal sealed class TcpEndpoint(WSServerOptions options, Reception reception) : ConnectionHandler
{
    /// <inheritdoc/>
    public override async Task OnConnectedAsync(ConnectionContext connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        if (!reception.TryReserve())
        {
            reception.Logger.Refused(Reception.Describe(connection.RemoteEndPoint), "too many connections are open");
            return;
        }

        try
        {
            await ConverseAsync(connection).ConfigureAwait(false);
        }
        finally
        {
            reception.Release();
        }
    }

    private async Task ConverseAsync(ConnectionContext connection)
    {
        if (connection.Features.Get<IConnectionSocketFeature>() is { Socket: var socket })
            TcpKeepAlive.Apply(socket, options.KeepAliveInterval, options.KeepAliveTimeout);
        // Native packs for every client, on this machine too.
        var packs = options.Compression ?? true;
        var dialect = new Dialect(
            IsTyped: true, HasMessages: false, packs ? options.CompressionThreshold : null);
        using var transport = new TcpClientTransport(connection, options);
        var client = new TcpServerConnection(reception.CreateId("tcp"), connection.RemoteEndPoint, transport, dialect);
        // The end of the stream comes behind everything that was sent; a connection that is lost is no reason to
        // drop that.
        await reception.ConverseAsync(
            client, transport, dialect, "TCP", lost: CancellationToken.None).ConfigureAwait(false);
    }
}
