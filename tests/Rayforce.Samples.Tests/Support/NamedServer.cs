using Rayforce.Server;
using Rayforce.TestServers;

namespace Rayforce.Samples.Tests.Support;

/// <summary>A server that answers everything with its name, except a request that has no end.</summary>
internal static class NamedServer
{
    /// <summary>The request that is evaluated until it is cancelled.</summary>
    public const string Endless = "endless";

    /// <param name="name">What it answers.</param>
    /// <param name="asked">Set when an endless request has come.</param>
    /// <param name="port">Where it listens; 0 for a free port.</param>
    public static async Task<WSServer> StartAsync(RayString name, TaskCompletionSource? asked = null, int port = 0)
    {
        var engine = new FakeEngine(async (request, cancellationToken) =>
        {
            if (request is RayString { Value: Endless })
            {
                asked?.TrySetResult();
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }

            return name;
        });
        var server = new WSServer(port, new WSServerOptions { Host = "127.0.0.1", Engine = engine });
        await server.StartAsync();
        return server;
    }
}
