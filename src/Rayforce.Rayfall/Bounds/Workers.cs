namespace Rayforce.Rayfall.Bounds;

/// <summary>
/// Runs the parts of a task on several threads. What a part computes may depend on its number, never on the thread or
/// on how many there are: the answer is the same with one worker and with eight.
/// </summary>
internal sealed class Workers(int count)
{
    /// <summary>Rows in one part of a column; the smallest piece of work worth a thread.</summary>
    public const int MorselSize = 1 << 16;

    public static Workers One { get; } = new(1);

    /// <summary>How many parts run at the same time.</summary>
    public int Count { get; } = count;

    /// <summary>How many morsels there are in so many rows.</summary>
    public static int Morsels(long rows) => (int)((rows + MorselSize - 1) / MorselSize);

    /// <summary>Runs parts 0 to <paramref name="parts"/> - 1; the first error of the lowest part is thrown.</summary>
    public void Run(int parts, Action<int> part)
    {
        if (parts <= 1 || Count == 1)
        {
            for (var i = 0; i < parts; i++)
                part(i);
            return;
        }

        var next = -1;
        var failed = int.MaxValue;
        Exception? failure = null;
        var gate = new Lock();
        Parallel.For(0, Math.Min(Count, parts), new ParallelOptions { MaxDegreeOfParallelism = Count }, _ =>
        {
            for (var i = Interlocked.Increment(ref next); i < parts; i = Interlocked.Increment(ref next))
            {
                // A part behind a failed one is not asked for any more; one before it may fail with another error.
                if (i > Volatile.Read(ref failed))
                    return;
                try
                {
                    part(i);
                }
                catch (Exception e)
                {
                    lock (gate)
                    {
                        if (i < failed)
                            (failed, failure) = (i, e);
                    }
                }
            }
        });
        if (failure is not null)
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
    }

    /// <summary>Runs over rows 0 to <paramref name="rows"/> - 1 morsel by morsel.</summary>
    /// <param name="rows">How many rows there are.</param>
    /// <param name="morsel">Gets the number of the morsel, its first row and its length.</param>
    public void Scan(int rows, Action<int, int, int> morsel) =>
        Run(Morsels(rows), i => morsel(i, i * MorselSize, Math.Min(MorselSize, rows - i * MorselSize)));
}
