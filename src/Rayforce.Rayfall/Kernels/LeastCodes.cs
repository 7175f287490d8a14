using System.Numerics.Tensors;
using Rayforce.Rayfall.Bounds;

namespace Rayforce.Rayfall.Kernels;

/// <summary>Finds the rows with the least codes of one column: what comes first in an order, in one look at each.</summary>
internal static class LeastCodes
{
    /// <summary>The first rows of the stable order by the codes.</summary>
    /// <param name="budget">The limits of the request.</param>
    /// <param name="workers">Who looks through the rows.</param>
    /// <param name="key">The key, whose range need not be known.</param>
    /// <param name="count">How many rows there are.</param>
    /// <param name="most">How many rows are wanted; less than there are.</param>
    /// <param name="descending">Whether the greatest codes are wanted instead.</param>
    /// <param name="rows">Which rows; nothing for all.</param>
    /// <returns>The places of the rows.</returns>
    public static int[] Find(
        Budget budget, Workers workers, SortKey key, int count, int most, bool descending, ReadOnlyMemory<int>? rows)
    {
        var room = Math.Max(2L * most, 256) + Sorting.BlockSize;
        var morsels = new (ulong Code, int Place)[Workers.Morsels(count)][];

        // So many codes are known to be no greater: shared by the workers, it changes what they skip, not what is found.
        var bound = ulong.MaxValue;
        workers.Scan(count, (morsel, start, length) =>
        {
            budget.Charge(room, 16);
            Span<ulong> block = stackalloc ulong[Sorting.BlockSize];
            var found = new (ulong Code, int Place)[(int)room];
            var (kept, limit) = (0, Volatile.Read(ref bound));
            for (var end = start + length; start < end; start += Sorting.BlockSize)
            {
                var codes = block[..Math.Min(Sorting.BlockSize, end - start)];
                key.WriteCodes(codes, start, rows);
                if (descending)
                    TensorPrimitives.OnesComplement<ulong>(codes, codes);
                if (TensorPrimitives.Min<ulong>(codes) > limit)
                    continue;
                for (var i = 0; i < codes.Length; i++)
                {
                    found[kept] = (codes[i], start + i);
                    kept += codes[i] <= limit ? 1 : 0;
                }

                if (kept > found.Length - Sorting.BlockSize)
                    limit = Shorten(found, ref kept, most, ref bound);
            }

            Shorten(found, ref kept, most, ref bound);
            morsels[morsel] = found[..kept];
            budget.Release(16 * (room - kept));
        });
        var all = morsels.SelectMany(found => found).ToArray();
        all.AsSpan().Sort();
        return Array.ConvertAll(all[..most], found => found.Place);
    }

    // Keeps the least; gives what later codes of the morsel must not be above: those tied with the last one kept come
    // too late.
    private static ulong Shorten(Span<(ulong Code, int Place)> found, ref int kept, int most, ref ulong bound)
    {
        found[..kept].Sort();
        kept = Math.Min(kept, most);
        if (kept < most)
            return Volatile.Read(ref bound);
        var last = found[most - 1].Code;
        return Math.Min(Lower(ref bound, last), last == 0 ? 0 : last - 1);
    }

    private static ulong Lower(ref ulong bound, ulong code)
    {
        var known = Volatile.Read(ref bound);
        while (code < known)
        {
            var was = Interlocked.CompareExchange(ref bound, code, known);
            if (was == known)
                return code;
            known = was;
        }

        return known;
    }
}
