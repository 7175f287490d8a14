using Rayforce.Ipc;
using Rayforce.Server;
using Rayforce.WebSocket;

namespace Rayforce.Benchmarks;

/// <summary>A server on this machine, and the way to it.</summary>
internal abstract class Route : IAsyncDisposable
{
    /// <summary>The routes that there are on this machine, by name.</summary>
    public static IEnumerable<string> Names =>
    [
        "bare WebSocket",
        "bare TCP",
        "WebSocket, rayfall",
        .. NativeCode.HasLibrary ? ["WebSocket, native"] : Array.Empty<string>(),
        "TCP, rayfall",
        .. NativeCode.HasLibrary ? ["TCP, native"] : Array.Empty<string>(),
        .. NativeCode.HasBinary ? ["TCP, native server"] : Array.Empty<string>(),
    ];

    /// <summary>Starts the server.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="request">What will be asked.</param>
    public static async Task<Route> StartAsync(string name, RayObject request) => name switch
    {
        "bare WebSocket" => await BareRoute.StartAsync(request),
        "Redis" => new RedisRoute(RedisRoute.Address!),
        "bare TCP" => await BareTcpRoute.StartAsync(request),
        "TCP, native server" => ProcessRoute.Start(),
        _ => await ServerRoute.StartAsync(isTcp: name.StartsWith("TCP"), isNative: name.EndsWith("native")),
    };

    /// <summary>Connects one more client.</summary>
    public abstract Task<IRouteClient> ConnectAsync();

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();

    /// <summary>The reply of the embedded engine, as a frame.</summary>
    private protected static async Task<ReadOnlyMemory<byte>> GetReplyAsync(RayObject request)
    {
        await using var server = new WSServer(0, new WSServerOptions { Host = "127.0.0.1" });
        await server.StartAsync();
        await using var connection = await new WSClient(server.Endpoint).ConnectAsync();
        return RaySerializer.SerializeFrame(await connection.ExecuteAsync(request));
    }
}
