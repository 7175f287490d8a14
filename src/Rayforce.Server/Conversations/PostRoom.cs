using Microsoft.Extensions.Logging;
using Rayforce.Server.Diagnostics;

namespace Rayforce.Server;

/// <summary>
/// Bounds what clients ask without waiting for a reply: it gets a part of the engine, and when its sender has left, a
/// limited time for a limited number of senders.
/// </summary>
/// <param name="patience">How long posts may go on after their sender has left.</param>
/// <param name="logger">Where to log.</param>
internal sealed class PostRoom(TimeSpan patience, ILogger logger) : IDisposable
{
    /// <summary>How many senders may have left posts behind at a time.</summary>
    private const int MostSenders = 64;

    // Half of the processors: those who wait for replies get the others. Who waits for one is let in in turn, each
    // connection for one post.
    private readonly SemaphoreSlim _places = new(Math.Max(1, Environment.ProcessorCount / 2));
    private readonly Lock _lock = new();
    private readonly HashSet<Task> _left = [];

    /// <summary>Waits for a place for one post.</summary>
    public Task EnterAsync(CancellationToken cancellationToken) => _places.WaitAsync(cancellationToken);

    /// <summary>Gives the place back.</summary>
    public void Leave() => _places.Release();

    /// <summary>Lets posts go on whose sender has left.</summary>
    /// <param name="connection">Whose they are, for the log.</param>
    /// <param name="posts">Ends when they are done with.</param>
    /// <param name="end">Ends them.</param>
    public void Keep(string connection, Task posts, CancellationTokenSource end)
    {
        bool isTooMany;
        lock (_lock)
        {
            isTooMany = _left.Count >= MostSenders;
            _left.Add(posts);
        }

        if (isTooMany)
        {
            logger.PostsDropped(connection, $"{MostSenders} others have left some behind");
            end.Cancel();
        }
        else if (patience != Timeout.InfiniteTimeSpan)
        {
            end.CancelAfter(patience);
        }

        _ = ForgetAsync(posts);
    }

    /// <summary>Waits for what is left of them, when it has been told to end.</summary>
    public async Task FinishAsync(TimeSpan timeout)
    {
        Task[] left;
        lock (_lock)
            left = [.. _left];
        await Task.WhenAll(left).WaitAsync(timeout).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <inheritdoc/>
    public void Dispose() => _places.Dispose();

    private async Task ForgetAsync(Task posts)
    {
        await posts.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (_lock)
            _left.Remove(posts);
    }
}
