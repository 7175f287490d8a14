using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;

namespace Rayforce.Ipc;

/// <summary>
/// An open TCP connection to a Rayforce server. What goes wrong on it is a <see cref="RayforceTcpException"/>. A
/// request that the server sends to this side gets the error <c>nyi</c>: there is nothing here that evaluates.
/// </summary>
[UnsupportedOSPlatform("browser")]
public sealed class RayTcpConnection : RayConnection
{
    internal RayTcpConnection(
        Socket socket, Stream stream, Uri endpoint, string name, WireVersion version, RayTcpClientOptions options)
        : base(
            new TcpTransport(
                socket, stream, endpoint, version, options.MaxMessageSize, CanInterrupt(stream, version, options)),
            Agree(socket, name, version, options))
    {
    }

    /// <summary>Native listens for urgent data since wire version 3; under TLS there is none.</summary>
    private static bool CanInterrupt(Stream stream, WireVersion version, RayTcpClientOptions options) =>
        options.CancelOnServer && version == WireVersion.V3 && stream is NetworkStream;

    private static ConnectionTerms Agree(Socket socket, string name, WireVersion version, RayTcpClientOptions options)
    {
        var packs = options.Compression ?? !IsLoopback(socket.RemoteEndPoint);
        return new ConnectionTerms
        {
            Name = name,
            IsTyped = true,
            TakesRequests = true,
            NoVerbose = version == WireVersion.V1 ? "it speaks wire version 1" : null,
            WireVersion = version,
            PackAbove = packs ? options.CompressionThreshold : null,
            MaxPayload = options.MaxMessageSize,
            CallTimeout = options.CallTimeout,
            CloseTimeout = options.CloseTimeout,
        };
    }

    private static bool IsLoopback(EndPoint? remote) =>
        remote is IPEndPoint { Address: var address }
        && IPAddress.IsLoopback(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);
}
