namespace Rayforce.Benchmarks;

/// <summary>A server on this machine, and the way to it.</summary>
internal abstract class Route : IAsyncDisposable
{
    /// <summary>The routes that there are on this machine, by name.</summary>
    public static IEnumerable<string> Names =>
    [
        "bare WebSocket",
        "WebSocket, rayfall",
        .. NativeCode.HasLibrary ? ["WebSocket, native"] : Array.Empty<string>(),
        "TCP, rayfall",
        .. NativeCode.HasLibrary ? ["TCP, native"] : Array.Empty<string>(),
        .. NativeCode.HasBinary ? ["TCP, native server"] : Array.Empty<string>(),
    ];

    /// <summary>Starts the server.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="source">What will be asked.</param>
    public static async Task<Route> StartAsync(string name, string source) => name switch
    {
        "bare WebSocket" => await BareRoute.StartAsync(source),
        "TCP, native server" => ProcessRoute.Start(),
        _ => await ServerRoute.StartAsync(isTcp: name.StartsWith("TCP"), isNative: name.EndsWith("native")),
    };

    /// <summary>Connects one more client.</summary>
    public abstract Task<IRouteClient> ConnectAsync();

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}
