using System.Runtime.CompilerServices;
using Rayforce.Rayfall.Clients;
using Rayforce.Server.Diagnostics;

namespace Rayforce.Server;

/// <summary>How much may wait for the clients of a server, for each and for all together, and how much does.</summary>
/// <param name="policy">What becomes of a client for whom more waits.</param>
/// <param name="limit">How much may wait for one client, at first.</param>
/// <param name="memory">How many bytes may wait for all together.</param>
internal sealed class BacklogRules(BacklogPolicy policy, BacklogLimit limit, long memory)
{
    private volatile StrongBox<BacklogLimit> _limit = new(limit);
    private long _used;
    private long _most;
    private long _dropped;

    public BacklogPolicy Policy => policy;

    /// <summary>How much may wait for a client for which nothing else has been said.</summary>
    public BacklogLimit Limit
    {
        get => _limit.Value;
        set => _limit = new StrongBox<BacklogLimit>(value);
    }

    /// <summary>The most bytes that have waited for one client at a time.</summary>
    public long Most => Interlocked.Read(ref _most);

    /// <summary>The clients for which too much waited.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>
    /// Lets go of what waits for the client for whom most does; false where nothing waits for anyone.
    /// </summary>
    public Func<bool>? Shed { get; set; }

    /// <summary>Hands on what has been published: what else a subscriber gets comes behind it.</summary>
    public Action? Deliver { get; set; }

    /// <summary>Sees to it that there is memory for so many bytes more.</summary>
    /// <exception cref="ArgumentException">There is not, whatever is let go of.</exception>
    public void MakeRoom(long bytes)
    {
        while (Interlocked.Read(ref _used) > memory - bytes)
        {
            if (Shed?.Invoke() != true)
                throw new ArgumentException($"The message and what waits for clients take more than {memory} bytes.");
        }
    }

    /// <summary>Counts bytes that wait now, or, below 0, that do no more.</summary>
    public void Count(long bytes)
    {
        Interlocked.Add(ref _used, bytes);
        ServerMetrics.Backlog.Add(bytes);
    }

    /// <summary>Notes how many bytes wait for one client.</summary>
    public void NoteWaiting(long bytes)
    {
        for (var most = Most; bytes > most; most = Most)
            Interlocked.CompareExchange(ref _most, bytes, most);
    }

    /// <summary>Counts a client for which too much waited.</summary>
    public void NoteDropped()
    {
        Interlocked.Increment(ref _dropped);
        ServerMetrics.Dropped.Add(1);
    }
}
