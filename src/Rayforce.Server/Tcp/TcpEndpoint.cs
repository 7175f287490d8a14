using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Rayforce.Client;
using Rayforce.Server.Diagnostics;

namespace Rayforce.Server;

/// <summary>Lets clients in that come by TCP.</summary>
internal sealed class TcpEndpoint(RayServerOptions options, Reception reception)
{
    /// <summary>Serves one connection.</summary>
    /// <param name="connection">The connection, as Kestrel has it.</param>
    /// <param name="listener">By which it came.</param>
    public async Task ServeAsync(ConnectionContext connection, RayTcpListener listener)
    {
        if (reception.Reserve() is { } refusal)
        {
            reception.Logger.Refused(Reception.Describe(connection.RemoteEndPoint), refusal);
            return;
        }

        try
        {
            await ConverseAsync(connection, listener).ConfigureAwait(false);
        }
        finally
        {
            reception.Release();
        }
    }

    private async Task ConverseAsync(ConnectionContext connection, RayTcpListener listener)
    {
        if (connection.Features.Get<IConnectionSocketFeature>() is { Socket: var socket })
            TcpKeepAlive.Apply(socket, options.KeepAliveInterval, options.KeepAliveTimeout);
        using var link = new TcpLink(connection, listener, reception, options)
        {
            NewcomerPlace = connection.Features.Get<Newcomers.Newcomer>(),
        };
        var packs = options.Compression ?? !LoopbackPeer.Is(connection.RemoteEndPoint);
        var terms = new ConnectionTerms
        {
            IsTyped = true,
            WireVersion = link.Version,
            PackAbove = packs ? options.CompressionThreshold : null,
        };
        var client = new TcpServerConnection(
            reception.CreateId("tcp"), connection.RemoteEndPoint, link, terms, reception.Exchange.Rules);
        // The end of the stream comes behind everything that was sent; a connection that is lost is no reason to
        // drop that.
        var ending = await reception.ConverseAsync(client, "TCP", lost: CancellationToken.None).ConfigureAwait(false);
        if (ending.Cause is EndingCause.ByServer or EndingCause.Breach or EndingCause.TooBig)
        {
            var rest = connection.Transport.Input.AsStream(leaveOpen: true);
            await Farewell.DropRestAsync(rest, options.CloseTimeout).ConfigureAwait(false);
        }
    }
}
