using System.Collections;
using System.Collections.Concurrent;

namespace Rayforce.Server;

/// <summary>
/// The connections that a server holds, of both transports and in no order. Inside another application it is a service.
/// Enumerating takes no snapshot: connections may open and close meanwhile.
/// </summary>
public sealed class RayServerConnections : IReadOnlyCollection<RayServerConnection>
{
    /// <summary>The handle before the first one, which is 2, as natively.</summary>
    private const long BeforeFirstHandle = 1;

    private readonly ConcurrentDictionary<string, RayServerConnection> _connections = new();
    private readonly ConcurrentDictionary<long, RayServerConnection> _byHandle = new();
    private long _lastHandle = BeforeFirstHandle;
    private int _reserved;

    internal RayServerConnections()
    {
    }

    /// <summary>How many connections there are.</summary>
    public int Count => _connections.Count;

    /// <inheritdoc/>
    public IEnumerator<RayServerConnection> GetEnumerator() => _connections.Values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>
    /// Sends a value to all clients that have subscribed to a topic, <c>(.mc.sub topic)</c>, as <c>(.mc.pub topic value)</c>
    /// does. It is framed once; for clients that read slowly it waits.
    /// </summary>
    /// <param name="topic">The topic.</param>
    /// <param name="value">The value.</param>
    /// <param name="cancellationToken">Keeps the value from being sent.</param>
    /// <returns>The number of the publication; 0 where nobody has subscribed.</returns>
    /// <exception cref="NotSupportedException">No subscriber's wire version can carry the value.</exception>
    /// <exception cref="ArgumentException">
    /// The value is null, nests too deep, or is too large for a frame or for the memory of what waits.
    /// </exception>
    public ValueTask<long> PublishAsync(string topic, RayObject value, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(topic);
        ArgumentNullException.ThrowIfNull(value);
        cancellationToken.ThrowIfCancellationRequested();
        return value is RayNull or RayError
            ? throw new ArgumentException("A null or an error is not published.", nameof(value))
            : new ValueTask<long>(Topics?.Publish(topic, value) ?? 0);
    }

    /// <summary>The topics of the server; null before its first connection.</summary>
    internal TopicTable? Topics { get; set; }

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

    /// <summary>Gives a connection whose client can be pushed to a number, which no other one gets.</summary>
    internal void Number(RayServerConnection connection)
    {
        if (!connection.CanPush)
            return;
        connection.Handle = Interlocked.Increment(ref _lastHandle);
        _byHandle[connection.Handle] = connection;
    }

    /// <summary>The connection's number means nothing any more.</summary>
    internal void Forget(RayServerConnection connection) => _byHandle.TryRemove(connection.Handle, out _);

    /// <summary>The connection of a number; null where there is none.</summary>
    internal RayServerConnection? Find(long handle) => _byHandle.GetValueOrDefault(handle);

    /// <summary>Lets go of what waits for the client for whom most does.</summary>
    /// <returns>Whether anything waited.</returns>
    internal bool TryShed()
    {
        var slowest = _byHandle.Values.MaxBy(static connection => connection.Outbox.Figures.QueuedBytes);
        if (slowest is null || slowest.Outbox.Figures.QueuedBytes == 0)
            return false;
        slowest.Outbox.Overrun();
        return true;
    }
}
