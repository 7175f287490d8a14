using Rayforce.Rayfall.Bounds;

namespace Rayforce.Rayfall.Kernels;

/// <summary>
/// Which rows of two tables have the same keys, of rows whose keys have been numbered. The rows of the right table that
/// match one of the left come from the last to the first, as native finds them.
/// </summary>
internal sealed class KeyMatches
{
    private readonly Budget _budget;
    private readonly Workers _workers;
    private readonly ReadOnlyMemory<int> _left;
    private readonly ReadOnlyMemory<int> _right;

    // The last row of each key in the right table, and the one before it with the same key; -1 where there is none.
    private readonly int[] _last;
    private readonly int[] _previous;
    private readonly int[] _counts;

    /// <param name="budget">The limits of the request.</param>
    /// <param name="workers">Its threads.</param>
    /// <param name="left">The number of the key of each row of the left table.</param>
    /// <param name="right">The same of the right one.</param>
    /// <param name="count">How many numbers there are.</param>
    public KeyMatches(Budget budget, Workers workers, ReadOnlyMemory<int> left, ReadOnlyMemory<int> right, int count)
    {
        (_budget, _workers, _left, _right) = (budget, workers, left, right);
        budget.Charge((2L * count) + right.Length, sizeof(int));
        (_last, _counts, _previous) = (LargeArray.AllocateCleared<int>(count), LargeArray.AllocateCleared<int>(count), LargeArray.AllocateCleared<int>(right.Length));
        _last.AsSpan().Fill(-1);
        var keys = right.Span;
        foreach (var block in new Blocks(budget, 0, keys.Length))
        {
            for (var row = block.Start.Value; row < block.End.Value; row++)
            {
                var key = keys[row];
                (_previous[row], _last[key]) = (_last[key], row);
                _counts[key]++;
            }
        }
    }

    /// <summary>The pairs of rows that match, in the order of the left ones.</summary>
    /// <param name="keepsUnmatched">Whether a left row that matches none is paired with -1.</param>
    /// <returns>The rows; nothing on the left side where each row has exactly one partner.</returns>
    public (int[]? Left, int[] Right) Pairs(bool keepsUnmatched)
    {
        var rows = _left.Length;
        var least = keepsUnmatched ? 1 : 0;
        var totals = new long[Workers.Morsels(rows)];
        var isOneToOne = true;
        _workers.Scan(rows, (morsel, start, length) =>
        {
            var keys = _left.Span;
            var (total, alike) = (0L, true);
            foreach (var block in new Blocks(_budget, start, length))
            {
                foreach (var key in keys[block])
                {
                    var count = Math.Max(_counts[key], least);
                    total += count;
                    alike &= count == 1;
                }
            }

            totals[morsel] = total;
            if (!alike)
                Volatile.Write(ref isOneToOne, false);
        });
        var all = 0L;
        for (var i = 0; i < totals.Length; i++)
            (totals[i], all) = (all, all + totals[i]);
        if (all > Array.MaxLength)
            throw Fault.Limit("a join of more than 2^31 rows");
        _budget.Charge(all, (isOneToOne ? 1 : 2) * sizeof(int));
        var left = isOneToOne ? null : LargeArray.Allocate<int>((int)all);
        var right = LargeArray.Allocate<int>((int)all);
        _workers.Scan(rows, (morsel, start, length) =>
        {
            var keys = _left.Span;
            var next = (int)totals[morsel];
            foreach (var block in new Blocks(_budget, start, length))
            {
                for (var row = block.Start.Value; row < block.End.Value; row++)
                {
                    var match = _last[keys[row]];
                    if (left is null)
                    {
                        right[row] = match;
                        continue;
                    }

                    if (match < 0 && keepsUnmatched)
                    {
                        (left[next], right[next]) = (row, -1);
                        next++;
                    }

                    for (var found = 0; match >= 0; match = _previous[match])
                    {
                        if (++found % Budget.BlockSize == 0)
                            _budget.Check();
                        (left[next], right[next]) = (row, match);
                        next++;
                    }
                }
            }
        });
        return (left, right);
    }

    /// <summary>The left rows that match none.</summary>
    public int[] UnmatchedLeft()
    {
        var keys = _left.Span;
        var found = new RowList(_budget);
        foreach (var block in new Blocks(_budget, 0, keys.Length))
        {
            for (var row = block.Start.Value; row < block.End.Value; row++)
            {
                if (_last[keys[row]] < 0)
                    found.Add(row);
            }
        }

        return found.ToArray();
    }

    /// <summary>The right rows that match none.</summary>
    public int[] UnmatchedRight()
    {
        _budget.Charge(_last.Length);
        var isLeft = new bool[_last.Length];
        foreach (var block in new Blocks(_budget, 0, _left.Length))
        {
            foreach (var key in _left.Span[block])
                isLeft[key] = true;
        }

        var keys = _right.Span;
        var found = new RowList(_budget);
        foreach (var block in new Blocks(_budget, 0, keys.Length))
        {
            for (var row = block.Start.Value; row < block.End.Value; row++)
            {
                if (!isLeft[keys[row]])
                    found.Add(row);
            }
        }

        return found.ToArray();
    }
}
