using Yarp.ReverseProxy.Configuration;

namespace Rayforce.Samples;

/// <summary>Puts servers in the place of the destinations that the settings name.</summary>
internal sealed class ServerFilter(IReadOnlyDictionary<string, Uri> servers) : IProxyConfigFilter
{
    public ValueTask<ClusterConfig> ConfigureClusterAsync(ClusterConfig cluster, CancellationToken cancel)
    {
        var destinations = servers.ToDictionary(server => server.Key, server => Describe(server.Value));
        return new(cluster with { Destinations = destinations });
    }

    public ValueTask<RouteConfig> ConfigureRouteAsync(
        RouteConfig route, ClusterConfig? cluster, CancellationToken cancel) => new(route);

    /// <summary>YARP knows a server by where its WebSockets begin, which is HTTP.</summary>
    private static DestinationConfig Describe(Uri server) =>
        new() { Address = $"{(server.Scheme is "wss" or "https" ? "https" : "http")}://{server.Authority}" };
}
