namespace Rayforce.Rayfall.Bounds;

/// <summary>
/// Runs the parts of a task on several threads. What a part computes may depend on its number, never on the thread or
/// on how many there are: the answer is the same with one worker and with eight.
/// </summary>
internal sealed class Workers
{
    /// <summary>Rows in one part of a column; the smallest piece of work worth a thread.</summary>
    public const int MorselSize = 1 << 16;

    /// <param name="count">How many parts run at the same time.</param>
    public Workers(int count)
    {
        Count = count;
        WorkerThreads.Allow(count - 1);
    }

    public static Workers One { get; } = new(1);

    /// <summary>How many parts run at the same time.</summary>
    public int Count { get; }

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

        var task = new WorkerTask(parts, part);
        WorkerThreads.Ask(task, Math.Min(Count, parts) - 1);
        task.Finish();
    }

    /// <summary>Runs over rows 0 to <paramref name="rows"/> - 1 morsel by morsel.</summary>
    /// <param name="rows">How many rows there are.</param>
    /// <param name="morsel">Gets the number of the morsel, its first row and its length.</param>
    public void Scan(int rows, Action<int, int, int> morsel) =>
        Run(Morsels(rows), i => morsel(i, i * MorselSize, Math.Min(MorselSize, rows - i * MorselSize)));
}
