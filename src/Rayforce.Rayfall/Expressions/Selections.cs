using System.Buffers;
using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Kernels;

namespace Rayforce.Rayfall.Expressions;

/// <summary>Conditions into the numbers of the rows for which they hold.</summary>
internal static class Selections
{
    /// <summary>The rows 0 to <paramref name="count"/> - 1 for which a condition holds, ascending.</summary>
    public static int[] Rows(Budget budget, Workers workers, RowExpression<byte> condition, int count) =>
        Rows(budget, workers, condition, default, isChosen: false, count);

    /// <summary>Those of some rows for which a condition holds, in their order.</summary>
    public static int[] Rows(
        Budget budget, Workers workers, RowExpression<byte> condition, ReadOnlyMemory<int> rows) =>
        Rows(budget, workers, condition, rows, isChosen: true, rows.Length);

    private static int[] Rows(
        Budget budget, Workers workers, RowExpression<byte> condition, ReadOnlyMemory<int> rows, bool isChosen, int count)
    {
        var conditions = Conditions(condition);
        budget.Charge(count, sizeof(int));
        var kept = ArrayPool<int>.Shared.Rent(count);
        try
        {
            // Each morsel keeps its rows where it lies itself; they move together at the end.
            var counts = new int[Workers.Morsels(count)];
            workers.Scan(count, (number, start, length) =>
            {
                budget.Check();
                using var scratch = Scratch.Take();
                var free = kept.AsSpan(start, length);
                for (var end = start + length; start < end; start += Block.Size)
                {
                    scratch.Reset();
                    var size = Math.Min(Block.Size, end - start);
                    var block = isChosen
                        ? new Block(scratch, rows.Span.Slice(start, size))
                        : new Block(scratch, start, size);
                    free = free[Keep(conditions, block, free)..];
                }

                counts[number] = length - free.Length;
            });

            var total = counts.Sum();
            budget.Charge(total, sizeof(int));
            var result = LargeArray.Allocate<int>(total);
            var filled = 0;
            for (var i = 0; i < counts.Length; i++)
            {
                kept.AsSpan(i * Workers.MorselSize, counts[i]).CopyTo(result.AsSpan(filled));
                filled += counts[i];
            }

            return result;
        }
        finally
        {
            ArrayPool<int>.Shared.Return(kept);
            budget.Release((long)count * sizeof(int));
        }
    }

    /// <summary>Writes those rows of a block for which all conditions hold.</summary>
    private static int Keep(ReadOnlySpan<RowExpression<byte>> conditions, in Block block, Span<int> target)
    {
        var truths = conditions[0].Read(block);
        var count = block.IsChosen
            ? SelectionKernel.Rows(truths, block.Rows, target)
            : SelectionKernel.Rows(truths, block.Start, target);

        // What a condition leaves is all that the next one is asked for.
        foreach (var condition in conditions[1..])
        {
            if (count == 0)
                return 0;
            var chosen = target[..count];
            count = SelectionKernel.Rows(condition.Read(new Block(block.Scratch, chosen)), chosen, chosen);
        }

        return count;
    }

    private static RowExpression<byte>[] Conditions(RowExpression<byte> condition)
    {
        if (condition is not LogicExpression { IsAnd: true } and)
            return [condition];
        var conditions = new List<RowExpression<byte>>();
        foreach (var operand in and.Operands)
            conditions.AddRange(Conditions(operand));
        return [.. conditions];
    }
}
