namespace Rayforce.Server.Engines;

/// <summary>
/// The requests that an upstream has and has not answered, in the order in which they were sent. It evaluates one after
/// another, so one that is given up holds it up only when those before it are given up too.
/// </summary>
internal sealed class Outstanding
{
    private readonly Lock _lock = new();
    private readonly LinkedList<Entry> _entries = new();

    /// <summary>Told of each request that is given up before its reply has come.</summary>
    public Action<Entry>? GivenUp { get; set; }

    /// <summary>Notes a request that has been sent.</summary>
    /// <param name="answering">Ends with its reply, or with the connection.</param>
    public Entry Add(Task answering)
    {
        var entry = new Entry(answering);
        lock (_lock)
            _entries.AddLast(entry);
        _ = RemoveAsync(entry);
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

    private async Task RemoveAsync(Entry entry)
    {
        await entry.Answering.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (_lock)
            _entries.Remove(entry);
    }

    /// <summary>One request.</summary>
    internal sealed class Entry(Task answering)
    {
        public Task Answering => answering;

        public bool IsGivenUp { get; set; }
    }
}
