using Rayforce.Rayfall.Bounds;

namespace Rayforce.Rayfall.Kernels;

/// <summary>The row of a right table that prevails at the time of each row of a left one.</summary>
internal static class AsOf
{
    /// <summary>The last row of the same key that is not later, -1 where there is none.</summary>
    /// <param name="budget">The limits of the request.</param>
    /// <param name="keys">The number of the key of each left row and, behind them, of each right row; negative: matches none.</param>
    /// <param name="count">How many keys there are.</param>
    /// <param name="times">The times of the left rows and, behind them, of the right ones.</param>
    /// <param name="left">The left rows in the order of their times; nothing where they lie so.</param>
    /// <param name="right">The same of the right ones; of equal times the later row is the last.</param>
    /// <param name="leftCount">How many left rows there are.</param>
    public static int[] Match<T>(
        Budget budget,
        ReadOnlySpan<int> keys,
        int count,
        ReadOnlySpan<T> times,
        ReadOnlySpan<int> left,
        ReadOnlySpan<int> right,
        int leftCount)
        where T : unmanaged, IComparable<T>
    {
        budget.Charge((long)count + leftCount, sizeof(int));
        var result = LargeArray.Allocate<int>(leftCount);
        var rightCount = times.Length - leftCount;

        // Both sides are walked by time: what prevails of each key is known when a left row comes.
        var prevailing = LargeArray.AllocateCleared<int>(count);
        prevailing.AsSpan().Fill(-1);
        var next = 0;
        foreach (var block in new Blocks(budget, 0, leftCount))
        {
            for (var i = block.Start.Value; i < block.End.Value; i++)
            {
                var row = left.IsEmpty ? i : left[i];
                var time = times[row];
                for (; next < rightCount; next++)
                {
                    var other = right.IsEmpty ? next : right[next];
                    if (times[leftCount + other].CompareTo(time) > 0)
                        break;
                    if (keys[leftCount + other] is >= 0 and var key)
                        prevailing[key] = other;
                }

                result[row] = keys[row] < 0 ? -1 : prevailing[keys[row]];
            }
        }

        return result;
    }
}
