using System.Net;
using System.Net.Sockets;

namespace Rayforce.Server;

/// <summary>What tells clients apart that are of one hand from those that may not be.</summary>
internal static class PeerNetwork
{
    /// <summary>The bytes of an IPv6 address that tell one network from another: a host has all addresses in its own.</summary>
    private const int Size = 8;

    /// <summary>The address of a client, or the network that it has to itself.</summary>
    /// <param name="remote">Where it is; null where the transport does not say.</param>
    public static IPAddress Of(EndPoint? remote)
    {
        if (remote is not IPEndPoint { Address: var address })
            return IPAddress.None;
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return address;
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(Size).Clear();
        return new IPAddress(bytes);
    }
}
