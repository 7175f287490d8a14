using Rayforce.Rayfall.Bounds;

namespace Rayforce.Rayfall.Kernels;

/// <summary>Finds the items with the least digits: what comes first in an order, without sorting the rest.</summary>
internal static class LeastWords
{
    /// <summary>The least digits and the places of their items, one word each, in order.</summary>
    /// <param name="budget">The limits of the request.</param>
    /// <param name="workers">Who looks through the items.</param>
    /// <param name="order">The order, at its first digit.</param>
    /// <param name="count">How many items there are.</param>
    /// <param name="most">How many words are wanted; less than there are.</param>
    /// <param name="placeBits">How many of a word's bits hold the place.</param>
    public static ulong[] Find(Budget budget, Workers workers, RadixOrder order, int count, int most, int placeBits)
    {
        var room = Math.Max(2L * most, 256) + Sorting.BlockSize;
        var morsels = new ulong[Workers.Morsels(count)][];

        // So many words are known to be no greater: shared by the workers, it changes what they skip, not what is found.
        var bound = ulong.MaxValue;
        workers.Scan(count, (morsel, start, length) =>
        {
            budget.Charge(room, sizeof(ulong));
            Span<ulong> block = stackalloc ulong[Sorting.BlockSize];
            var words = LargeArray.Allocate<ulong>((int)room);
            var (found, limit) = (0, Volatile.Read(ref bound));
            for (var end = start + length; start < end; start += Sorting.BlockSize)
            {
                var digits = block[..Math.Min(Sorting.BlockSize, end - start)];
                order.WriteDigits(digits, start);
                for (var i = 0; i < digits.Length; i++)
                {
                    var word = (digits[i] << placeBits) | (uint)(start + i);
                    words[found] = word;
                    found += word <= limit ? 1 : 0;
                }

                if (found <= words.Length - Sorting.BlockSize)
                    continue;
                words.AsSpan(0, found).Sort();
                found = Math.Min(found, most);
                if (found == most)
                    limit = Lower(ref bound, words[most - 1]);
            }

            words.AsSpan(0, found).Sort();
            found = Math.Min(found, most);
            if (found == most)
                Lower(ref bound, words[most - 1]);
            morsels[morsel] = words[..found];
            budget.Release(sizeof(ulong) * (room - found));
        });
        var all = morsels.SelectMany(words => words).ToArray();
        all.AsSpan().Sort();
        return all[..most];
    }

    /// <summary>The items whose digit is at most a given one, as they come.</summary>
    public static int[] UpTo(Budget budget, Workers workers, RadixOrder order, int count, ulong last)
    {
        var morsels = new int[Workers.Morsels(count)][];
        workers.Scan(count, (morsel, start, length) =>
        {
            budget.Charge(length, sizeof(int));
            Span<ulong> block = stackalloc ulong[Sorting.BlockSize];
            var items = LargeArray.Allocate<int>(length);
            var found = 0;
            for (var end = start + length; start < end; start += Sorting.BlockSize)
            {
                var digits = block[..Math.Min(Sorting.BlockSize, end - start)];
                order.WriteDigits(digits, start);
                for (var i = 0; i < digits.Length; i++)
                {
                    items[found] = start + i;
                    found += digits[i] <= last ? 1 : 0;
                }
            }

            morsels[morsel] = items[..found];
            budget.Release(sizeof(int) * (long)(length - found));
        });
        return [.. morsels.SelectMany(items => items)];
    }

    private static ulong Lower(ref ulong bound, ulong word)
    {
        var known = Volatile.Read(ref bound);
        while (word < known)
        {
            var was = Interlocked.CompareExchange(ref bound, word, known);
            if (was == known)
                return word;
            known = was;
        }

        return known;
    }
}
