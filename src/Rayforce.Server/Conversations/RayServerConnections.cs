using System.Collections;
using System.Collections.Concurrent;

namespace Rayforce.Server;

/// <summary>
/// The connections that a server holds, of both transports and in no order. Inside another application it is a service.
/// Enumerating takes no snapshot: connections may open and close meanwhile.
/// </summary>
public sealed class RayServerConnections : IReadOnlyCollection<RayServerConnection>
{
    private readonly ConcurrentDictionary<string, RayServerConnection> _connections = new();
    private int _reserved;

    internal RayServerConnections()
    {
    }

    /// <summary>How many connections there are.</summary>
    public int Count => _connections.Count;

    /// <inheritdoc/>
    public IEnumerator<RayServerConnection> GetEnumerator() => _connections.Values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Keeps a place for a connection, if there is one below the cap.</summary>
    internal bool TryReserve(int cap)
    {
        if (Interlocked.Increment(ref _reserved) <= cap)
            return true;
        Release();
        return false;
    }

    /// <summary>Gives a place back.</summary>
    internal void Release() => Interlocked.Decrement(ref _reserved);

    internal void Add(RayServerConnection connection) => _connections[connection.Id] = connection;

    internal void Remove(RayServerConnection connection) => _connections.TryRemove(connection.Id, out _);
}
