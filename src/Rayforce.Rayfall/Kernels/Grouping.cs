using System.Numerics;
using System.Numerics.Tensors;
using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Kernels;

/// <summary>
/// Which rows have the same keys. Groups are numbered in the order in which they are first seen, whatever the number of
/// workers. Nulls of a key are one group; -0.0 is grouped with 0.0.
/// </summary>
internal sealed class Grouping
{
    private readonly ReadOnlyMemory<int> _rows;

    /// <param name="groupOfRow">The group of each position.</param>
    /// <param name="firstRows">The row in which each group is first seen.</param>
    /// <param name="rows">The row at each position, where the rows are chosen; otherwise nothing.</param>
    /// <param name="means">How they were found.</param>
    public Grouping(int[] groupOfRow, int[] firstRows, ReadOnlyMemory<int> rows, string means = "nothing") =>
        (GroupOfRow, FirstRows, _rows, Means) = (groupOfRow, firstRows, rows, means);

    /// <summary>How the groups were found, as an explanation says it.</summary>
    public string Means { get; }

    /// <summary>How many groups there are.</summary>
    public int Count => FirstRows.Length;

    /// <summary>The group of each row; where rows are chosen, of each of these.</summary>
    public int[] GroupOfRow { get; }

    /// <summary>The row in which each group is first seen.</summary>
    public int[] FirstRows { get; }

    /// <summary>Groups all rows of some columns of equal count.</summary>
    public static Grouping Of(Budget budget, Workers workers, params ReadOnlySpan<Column> keys) =>
        new KeyPacking(budget, workers, keys[0].Count, default).Group(keys);

    /// <summary>Groups chosen rows of some columns.</summary>
    public static Grouping Of(Budget budget, Workers workers, ReadOnlySpan<Column> keys, ReadOnlyMemory<int> rows) =>
        rows.IsEmpty
            ? new Grouping([], [], default)
            : new KeyPacking(budget, workers, rows.Length, rows).Group(keys);

    /// <summary>The key of each group: that of its first row, where -0.0 is 0.0.</summary>
    public Column KeysOf(Budget budget, Column column)
    {
        budget.Charge(Count, column.Elements.Width);
        return column.Gather(FirstRows) switch
        {
            Column<double> keys => keys.Elements.Wrap(WithoutNegativeZero(keys.Span), keys.HasNulls),
            Column<float> keys => keys.Elements.Wrap(WithoutNegativeZero(keys.Span), keys.HasNulls),
            var keys => keys,
        };
    }

    /// <summary>The rows of each group together.</summary>
    public Arrangement Arrange(Budget budget, Workers workers)
    {
        var groups = GroupOfRow;
        var count = Count;
        budget.Charge(groups.Length + count + 1L, sizeof(int));
        var order = LargeArray.Allocate<int>(groups.Length);
        var starts = LargeArray.AllocateCleared<int>(count + 1);

        // The parts count their rows by group each for itself, where groups are few; then each knows its places.
        var parts = workers.Count > 1 && count < groups.Length / (4 * workers.Count) ? workers.Count : 1;
        var size = (groups.Length + parts - 1) / parts;
        budget.Charge((long)parts * count, sizeof(int));
        var places = new int[parts][];
        workers.Run(parts, part =>
        {
            var own = places[part] = LargeArray.AllocateCleared<int>(count);
            foreach (var block in new Blocks(budget, part * size, Math.Min(size, groups.Length - part * size)))
            {
                foreach (var group in groups.AsSpan(block))
                    own[group]++;
            }
        });
        var next = 0;
        for (var group = 0; group < count; group++)
        {
            starts[group] = next;
            foreach (var own in places)
                (own[group], next) = (next, next + own[group]);
        }

        starts[count] = next;
        workers.Run(parts, part =>
        {
            var own = places[part];
            var rows = _rows.Span;
            foreach (var block in new Blocks(budget, part * size, Math.Min(size, groups.Length - part * size)))
            {
                var (start, end) = (block.Start.Value, block.End.Value);
                for (var i = start; i < end; i++)
                    order[own[groups[i]]++] = rows.IsEmpty ? i : rows[i];
            }
        });
        budget.Release((long)parts * count * sizeof(int));
        return new Arrangement(order, starts);
    }

    private static T[] WithoutNegativeZero<T>(ReadOnlySpan<T> values)
        where T : IFloatingPoint<T>
    {
        var result = new T[values.Length];
        TensorPrimitives.Add(values, T.Zero, result);
        return result;
    }
}
