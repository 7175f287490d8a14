using System.Collections;
using System.Collections.Concurrent;

namespace Rayforce.WebSocket;

/// <summary>
/// The connections that a server holds, in no order. Inside another application it is a service. Enumerating takes no
/// snapshot: connections may open and close meanwhile.
/// </summary>
public sealed class WSConnections : IReadOnlyCollection<WSServerConnection>
{
    private readonly ConcurrentDictionary<string, WSServerConnection> _connections = new();
    private int _reserved;

    internal WSConnections()
    {
    }

    /// <summary>How many connections there are.</summary>
    public int Count => _connections.Count;

    /// <inheritdoc/>
    public IEnumerator<WSServerConnection> GetEnumerator() => _connections.Values.GetEnumerator();

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

    internal void Add(WSServerConnection connection) => _connections[connection.Id] = connection;

    internal void Remove(WSServerConnection connection) => _connections.TryRemove(connection.Id, out _);
}
