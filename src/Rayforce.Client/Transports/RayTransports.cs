using System.Collections.Concurrent;

namespace Rayforce.Client;

/// <summary>
/// The transports there are. TCP is known; Rayforce.WebSocket is found where the application has it; others are
/// registered.
/// </summary>
public static class RayTransports
{
    private static readonly ConcurrentDictionary<string, IRayTransport> Known = new(StringComparer.OrdinalIgnoreCase);

    static RayTransports() => Register(new TcpRayTransport());

    /// <summary>Makes a transport known for its schemes; one that was known before is replaced.</summary>
    /// <param name="transport">The transport.</param>
    public static void Register(IRayTransport transport)
    {
        ArgumentNullException.ThrowIfNull(transport);
        foreach (var scheme in transport.Schemes)
            Known[scheme] = transport;
    }

    /// <summary>The transport of a URL.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    internal static IRayTransport Find(string scheme)
    {
        if (scheme is "ws" or "wss" && !Known.ContainsKey(scheme))
            RegisterWebSocket();
        return Known.TryGetValue(scheme, out var transport)
            ? transport
            : throw new ArgumentException(
                scheme is "ws" or "wss"
                    ? $"{scheme}:// needs the package Rayforce.WebSocket; reference it."
                    : $"No transport is registered for {scheme}://; there is {string.Join(", ", Names())}.");
    }

    private static IEnumerable<string> Names() =>
        Known.Keys.OrderBy(static name => name, StringComparer.Ordinal).Select(static name => name + "://");

    /// <summary>
    /// The WebSocket's package lies above this one: it is found by its name, which trimming understands.
    /// </summary>
    private static void RegisterWebSocket()
    {
        if (Type.GetType("Rayforce.WebSocket.WSTransport, Rayforce.WebSocket", throwOnError: false) is { } type)
            Register((IRayTransport)Activator.CreateInstance(type)!);
    }
}
