using System.Buffers;
using System.Runtime.InteropServices;
using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Kernels;

/// <summary>Sorts numbers themselves, without their rows: equal ones cannot be told apart.</summary>
internal static class ValueSort
{
    // A few values are counted instead of moved.
    private const int MostCounted = 1 << 17;

    /// <summary>The elements of a column in order; nothing for a type that is sorted by rows.</summary>
    public static Column? TrySort(Budget budget, Workers workers, Column column, bool descending) => column switch
    {
        Column<int> { Elements.Type: RayType.Symbol } => null,
        Column<byte> c => Sort<byte, ByteCodes>(budget, workers, c, descending),
        Column<short> c => Sort<short, Int16Codes>(budget, workers, c, descending),
        Column<int> c => Sort<int, Int32Codes>(budget, workers, c, descending),
        Column<long> c => Sort<long, Int64Codes>(budget, workers, c, descending),

        // -0.0 and 0.0 are tied, and stay in the order in which they are.
        Column<double> c when MemoryMarshal.Cast<double, long>(c.Span).Contains(long.MinValue) => null,
        Column<float> c when MemoryMarshal.Cast<float, int>(c.Span).Contains(int.MinValue) => null,
        Column<float> c => Sort<float, SingleCodes>(budget, workers, c, descending),
        Column<double> c => Sort<double, DoubleCodes>(budget, workers, c, descending),
        _ => null,
    };

    private static Column<T> Sort<T, TCodes>(Budget budget, Workers workers, Column<T> column, bool descending)
        where T : unmanaged
        where TCodes : IReversibleCodes<T>
    {
        var count = column.Count;
        var key = new SortKey<T, TCodes>(column.Memory);
        key.Measure(budget, workers, null, count, descending);
        budget.Charge(count, column.Elements.Width);
        var result = LargeArray.Allocate<T>(count);
        if (key.Limit < (ulong)Math.Min(count, MostCounted))
        {
            Count<T, TCodes>(budget, workers, key, result);
            return new(column.Elements, result, column.HasNulls ? NullMark.Yes : column.MarkOfPart);
        }

        budget.Charge(count, 2 * sizeof(ulong));
        var rented = ArrayPool<ulong>.Shared.Rent(count);
        var scratch = ArrayPool<ulong>.Shared.Rent(count);
        var words = rented.AsMemory(0, count);
        workers.Scan(count, (_, start, length) =>
        {
            budget.Check();
            for (var end = start + length; start < end; start += Sorting.BlockSize)
                key.Write(words.Span.Slice(start, Math.Min(Sorting.BlockSize, end - start)), start);
        });
        WordSort.Sort(budget, workers, words, scratch.AsMemory(0, count), 0, key.Bits);
        workers.Scan(count, (_, start, length) =>
        {
            var sorted = words.Span;
            for (var i = start; i < start + length; i++)
                result[i] = TCodes.ToElement(key.ToCode(sorted[i]));
        });
        ArrayPool<ulong>.Shared.Return(rented);
        ArrayPool<ulong>.Shared.Return(scratch);
        budget.Release(2L * sizeof(ulong) * count);
        return new(column.Elements, result, column.HasNulls ? NullMark.Yes : column.MarkOfPart);
    }

    private static void Count<T, TCodes>(Budget budget, Workers workers, SortKey<T, TCodes> key, T[] result)
        where T : unmanaged
        where TCodes : IReversibleCodes<T>
    {
        var parts = Math.Min(workers.Count, Workers.Morsels(result.Length));
        var size = (result.Length + parts - 1) / Math.Max(parts, 1);
        var counts = new int[parts][];
        budget.Charge(((long)key.Limit + 1) * parts, sizeof(int));
        workers.Run(parts, part =>
        {
            var count = counts[part] = new int[key.Limit + 1];
            Span<ulong> block = stackalloc ulong[Sorting.BlockSize];
            var end = Math.Min(result.Length, (part + 1) * size);
            for (var start = part * size; start < end; start += Sorting.BlockSize)
            {
                var numbers = block[..Math.Min(Sorting.BlockSize, end - start)];
                key.Write(numbers, start);
                foreach (var number in numbers)
                    count[(int)number]++;
            }
        });
        var next = 0;
        for (var number = 0; number <= (int)key.Limit; number++)
        {
            var total = 0;
            foreach (var count in counts)
                total += count[number];
            result.AsSpan(next, total).Fill(TCodes.ToElement(key.ToCode((ulong)number)));
            next += total;
        }
    }
}
