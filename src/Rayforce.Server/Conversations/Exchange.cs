using Rayforce.Ipc;
using Rayforce.Rayfall.Clients;
using Rayforce.Server.Engines;

namespace Rayforce.Server;

/// <summary>What the clients of one server share by way of the language: connections, topics, what waits for them.</summary>
internal sealed class Exchange
{
    /// <summary>How many requests may wait for answers of clients at a time. Each holds a thread.</summary>
    private const int MostWaits = 128;

    private int _waits;

    public Exchange(RayServerOptions options, RayServerConnections connections)
    {
        Connections = connections;
        MaxPayload = options.MaxMessageSize - FrameHeader.Size;
        Rules = new BacklogRules(
            options.BacklogPolicy, new BacklogLimit(options.MaxBacklog, Frames: 0), options.BacklogMemory)
        {
            Shed = connections.TryShed,
        };
        connections.Topics = Topics = new TopicTable(Rules, options.MaxSubscriptions, options.MaxTotalSubscriptions);
        Rules.Deliver = Topics.Deliver;
    }

    public RayServerConnections Connections { get; }

    public BacklogRules Rules { get; }

    public TopicTable Topics { get; }

    /// <summary>The most bytes of a payload that comes.</summary>
    public int MaxPayload { get; }

    /// <summary>A request is about to wait for a client, and to hold its thread meanwhile.</summary>
    /// <returns>Whether it may.</returns>
    public bool TryBeginWait()
    {
        if (Interlocked.Increment(ref _waits) > MostWaits)
        {
            Interlocked.Decrement(ref _waits);
            return false;
        }

        PoolThreads.Hold(1);
        return true;
    }

    /// <summary>It has waited.</summary>
    public void EndWait()
    {
        Interlocked.Decrement(ref _waits);
        PoolThreads.Hold(-1);
    }
}
