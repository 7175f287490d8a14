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

    /// <summary>For how many of the rows 0 to <paramref name="count"/> - 1 a condition holds.</summary>
    public static int Count(Budget budget, Workers workers, RowExpression<byte> condition, int count)
    {
        var conditions = Conditions(condition);
        var counts = new int[Workers.Morsels(count)];
        workers.Scan(count, (number, start, length) =>
        {
            budget.Check();
            using var scratch = Scratch.Take();
            if (conditions is [ITruthCount { CountsInPlace: true } counter])
            {
                counts[number] = counter.Count(new Block(scratch, start, length));
                return;
            }

            Span<int> left = stackalloc int[conditions.Length];
            var order = conditions;
            for (var end = start + length; start < end; start += Block.Size)
            {
                scratch.Reset();
                var block = new Block(scratch, start, Math.Min(Block.Size, end - start));
                if (conditions.Length == 1)
                {
                    counts[number] += EqualCount.Of(conditions[0].Read(block), (byte)1);
                    continue;
                }

                counts[number] += Keep(order, block, scratch.Rent<int>(block.Count), left);
                if (ReferenceEquals(order, conditions))
                    order = Order(conditions, block.Count, left);
            }
        });
        return counts.Sum();
    }

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
                Span<int> left = stackalloc int[conditions.Length];
                var order = conditions;
                for (var end = start + length; start < end; start += Block.Size)
                {
                    scratch.Reset();
                    var size = Math.Min(Block.Size, end - start);
                    var block = isChosen
                        ? new Block(scratch, rows.Span.Slice(start, size))
                        : new Block(scratch, start, size);
                    free = free[Keep(order, block, free, left)..];
                    if (ReferenceEquals(order, conditions))
                        order = Order(conditions, size, left);
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
    /// <param name="conditions">The conditions, in the order in which they are asked.</param>
    /// <param name="block">The rows.</param>
    /// <param name="target">Gets those for which they hold.</param>
    /// <param name="left">Gets how many rows each condition leaves.</param>
    /// <returns>How many.</returns>
    private static int Keep(
        ReadOnlySpan<RowExpression<byte>> conditions, in Block block, Span<int> target, Span<int> left)
    {
        var truths = conditions[0].Read(block);
        var count = block.IsChosen
            ? SelectionKernel.Rows(truths, block.Rows, target)
            : SelectionKernel.Rows(truths, block.Start, target);
        left.Clear();
        left[0] = count;

        // What a condition leaves is all that the next one is asked for.
        for (var i = 1; i < conditions.Length && count > 0; i++)
        {
            var chosen = target[..count];
            count = SelectionKernel.Rows(conditions[i].Read(new Block(block.Scratch, chosen)), chosen, chosen);
            left[i] = count;
        }

        return count;
    }

    /// <summary>
    /// The conditions, those first that leave the smallest share of the rows: the others are then asked for few. What
    /// costs more than a look at each row waits until after those that do not, and what was not asked stays behind.
    /// </summary>
    private static RowExpression<byte>[] Order(RowExpression<byte>[] conditions, int count, ReadOnlySpan<int> left)
    {
        var ranks = new double[conditions.Length];
        for (var i = 0; i < conditions.Length; i++)
        {
            var asked = i == 0 ? count : left[i - 1];
            var share = asked == 0 ? 1 : (double)left[i] / asked;
            ranks[i] = conditions[i].IsQuick ? share : 1 + share;
        }

        return [.. Enumerable.Range(0, ranks.Length).OrderBy(i => ranks[i]).Select(i => conditions[i])];
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
