using Microsoft.Extensions.Configuration;
using Rayforce.Rayfall;
using Rayforce.Server;
using Rayforce.Server.Engines;

namespace Rayforce.Samples;

/// <summary>Servers of this process's own, each with its name in the variable <c>server</c>.</summary>
internal sealed class LocalServers : IAsyncDisposable
{
    private readonly List<WSServer> _servers = [];

    /// <summary>Starts one server for each destination of the settings, at its address.</summary>
    /// <returns>Names and addresses; port 0 has become a free one.</returns>
    public async Task<Dictionary<string, Uri>> StartAsync(IConfigurationSection destinations)
    {
        var started = new Dictionary<string, Uri>();
        foreach (var destination in destinations.GetChildren())
        {
            var address = new Uri(destination["Address"]!);
            var interpreter = new RayfallInterpreter();
            interpreter.Load($"(set server \"{destination.Key}\")");
            var options = new WSServerOptions { Host = address.Host, Engine = new RayfallEngine(interpreter) };
            var server = new WSServer(address.Port, options);
            await server.StartAsync();
            _servers.Add(server);
            started.Add(destination.Key, server.Endpoint);
        }

        return started;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers)
        {
            await server.DisposeAsync();
            await server.Options.Engine!.DisposeAsync();
        }
    }
}
