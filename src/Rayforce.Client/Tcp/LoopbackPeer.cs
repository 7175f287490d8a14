using System.Net;

namespace Rayforce.Client;

/// <summary>Tells peers on this machine from others.</summary>
internal static class LoopbackPeer
{
    /// <summary>Whether a peer is on this machine.</summary>
    /// <param name="remote">Its address; of an unknown kind for what is no network, such as a Unix socket.</param>
    public static bool Is(EndPoint? remote) =>
        remote is not IPEndPoint { Address: var address }
        || IPAddress.IsLoopback(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);
}
