namespace Rayforce.Server.Engines;

/// <summary>
/// The requests that an upstream has and has not answered, in the order in which they were sent. It evaluates one after
/// another, so one that is given up holds it up only when those before it are given up too.
/// </summary>
internal sealed class Outstanding
{
    /// <summary>How many requests are remembered that were answered, and that were not.</summary>
    private const int MostRemembered = 64;

    private readonly Lock _lock = new();
    private readonly LinkedList<Entry> _entries = new();
    private readonly Queue<byte[]> _answered = new();
    private readonly Queue<byte[]> _lost = new();

    /// <summary>Told of each request that is given up before its reply has come.</summary>
    public Action<Entry>? GivenUp { get; set; }

    /// <summary>Notes a request that has been sent.</summary>
    /// <param name="answering">Ends with its reply, or with the connection.</param>
    /// <param name="digest">What tells the request from others, where its fate is remembered; null where it is not.</param>
    public Entry Add(Task answering, byte[]? digest)
    {
        var entry = new Entry(answering);
        lock (_lock)
            _entries.AddLast(entry);
        entry.Ended = EndAsync(entry, digest);
        return entry;
    }

    /// <summary>Nobody waits for the reply any more.</summary>
    public void GiveUp(Entry entry)
    {
        lock (_lock)
        {
            if (entry.Answering.IsCompleted)
                return;
            entry.IsGivenUp = true;
        }

        GivenUp?.Invoke(entry);
    }

    /// <summary>Whether a request that was given up, and no other, is what the upstream evaluates.</summary>
    public bool HoldsUp(Entry entry)
    {
        lock (_lock)
        {
            foreach (var earlier in _entries)
            {
                if (earlier == entry)
                    return true;
                if (!earlier.IsGivenUp)
                    return false;
            }

            return false;
        }
    }

    /// <summary>Waits until all requests have ended, for an upstream that has.</summary>
    public Task SettleAsync(TimeSpan patience)
    {
        lock (_lock)
            return Task.WhenAll(_entries.Select(static entry => entry.Ended)).WaitAsync(patience);
    }

    /// <summary>
    /// Whether a request was lost of late without a reply, and none like it had one: that the upstream has evaluated it
    /// to its end cannot be then.
    /// </summary>
    public bool IsLost(ReadOnlySpan<byte> digest)
    {
        lock (_lock)
            return Contains(_lost, digest) && !Contains(_answered, digest);
    }

    /// <summary>Begins anew, with another upstream.</summary>
    public void Forget()
    {
        lock (_lock)
        {
            _answered.Clear();
            _lost.Clear();
        }
    }

    private async Task EndAsync(Entry entry, byte[]? digest)
    {
        await entry.Answering.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (_lock)
        {
            _entries.Remove(entry);
            if (digest is null)
                return;
            var fate = entry.Answering.IsCompletedSuccessfully ? _answered : _lost;
            fate.Enqueue(digest);
            if (fate.Count > MostRemembered)
                fate.Dequeue();
        }
    }

    private static bool Contains(Queue<byte[]> digests, ReadOnlySpan<byte> digest)
    {
        foreach (var known in digests)
        {
            if (digest.SequenceEqual(known))
                return true;
        }

        return false;
    }

    /// <summary>One request.</summary>
    internal sealed class Entry(Task answering)
    {
        public Task Answering => answering;

        /// <summary>Completes when it has been noted how it ended.</summary>
        public Task Ended { get; set; } = Task.CompletedTask;

        public bool IsGivenUp { get; set; }
    }
}
