namespace Rayforce.Server.Engines;

/// <summary>
/// The threads of the pool that evaluations hold. The pool has a thread for each processor and adds others slowly, or
/// not at all while those it has look busy: so that connections are served meanwhile, it is to have as many more.
/// </summary>
internal static class PoolThreads
{
    private static readonly Lock Gate = new();

    /// <summary>So many threads more are held, or, below 0, fewer.</summary>
    public static void Hold(int count)
    {
        lock (Gate)
        {
            ThreadPool.GetMinThreads(out var workers, out var completions);
            ThreadPool.SetMinThreads(Math.Max(1, workers + count), completions);
        }
    }
}
