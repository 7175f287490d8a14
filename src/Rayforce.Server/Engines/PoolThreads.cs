namespace Rayforce.Server.Engines;

/// <summary>
/// The threads of the pool that evaluations hold. The pool has a thread for each processor and adds others slowly, or
/// not at all while those it has look busy: so that connections are served meanwhile, it is to have as many more, as far
/// as it may have so many.
/// </summary>
internal static class PoolThreads
{
    private static readonly Lock Gate = new();

    /// <summary>How many are held, and how many more the pool has for that.</summary>
    private static int _held;
    private static int _added;

    /// <summary>So many threads more are held, or, below 0, fewer.</summary>
    public static void Hold(int count)
    {
        lock (Gate)
        {
            _held += count;
            ThreadPool.GetMinThreads(out var workers, out var completions);
            ThreadPool.GetMaxThreads(out var most, out _);
            // What the pool does not take now is asked for again the next time.
            var own = workers - _added;
            var wanted = Math.Clamp(own + _held, Math.Min(own, most), most);
            if (ThreadPool.SetMinThreads(wanted, completions))
                _added = wanted - own;
        }
    }
}
