using System.Buffers;
using System.Numerics;
using Rayforce.Rayfall.Bounds;

namespace Rayforce.Rayfall.Kernels;

/// <summary>
/// A stable order computed digit by digit from the most significant: a digit is as wide as goes into a 64-bit word with
/// the item's place, so that most orders have but one; items that it leaves tied are sorted by the next digit.
/// </summary>
internal abstract class RadixOrder
{
    /// <summary>Moves on to the next digit.</summary>
    /// <param name="room">The most bits that it may have.</param>
    /// <returns>How many bits it has; 0 behind the last one.</returns>
    public abstract int NextDigit(int room);

    /// <summary>Whether it is known that no digit follows.</summary>
    public abstract bool IsLast { get; }

    /// <summary>Writes the digit of items that follow each other.</summary>
    public abstract void WriteDigits(Span<ulong> digits, int start);

    /// <summary>Writes the digit of chosen items.</summary>
    public abstract void WriteDigits(Span<ulong> digits, ReadOnlySpan<int> items);

    /// <summary>Whether items that are tied up to this digit are equal, whatever digits follow.</summary>
    public virtual bool EndsWith(ulong digit) => false;

    /// <summary>How many bits a number below a count takes.</summary>
    public static int BitsFor(int count) => count <= 1 ? 0 : BitOperations.Log2((uint)count - 1) + 1;

    /// <summary>The items 0 to <paramref name="count"/> - 1 in order.</summary>
    public int[] Sort(Budget budget, Workers workers, int count)
    {
        var placeBits = BitsFor(count);
        var bits = NextDigit(64 - placeBits);
        budget.Charge(count, 4 + 8 + 8);
        var order = LargeArray.Allocate<int>(count);

        // So much memory is dear to get from the system, time and again.
        var words = ArrayPool<ulong>.Shared.Rent(count);
        var scratch = ArrayPool<ulong>.Shared.Rent(count);
        try
        {
            Sort(budget, workers, order, words, scratch, placeBits, bits);
        }
        finally
        {
            ArrayPool<ulong>.Shared.Return(words);
            ArrayPool<ulong>.Shared.Return(scratch);
        }

        budget.Release(16L * count);
        return order;
    }

    private void Sort(
        Budget budget, Workers workers, int[] order, ulong[] words, ulong[] scratch, int placeBits, int bits)
    {
        var count = order.Length;
        workers.Scan(count, (_, start, length) =>
        {
            budget.Check();
            for (var end = start + length; start < end; start += Sorting.BlockSize)
            {
                var block = words.AsSpan(start, Math.Min(Sorting.BlockSize, end - start));
                WriteDigits(block, start);
                for (var i = 0; i < block.Length; i++)
                    block[i] = (block[i] << placeBits) | (uint)(start + i);
            }
        });
        WordSort.Sort(
            budget, workers, words.AsMemory(0, count), scratch.AsMemory(0, count), placeBits, placeBits + bits);
        workers.Scan(count, (_, start, length) =>
        {
            var mask = (1UL << placeBits) - 1;
            for (var i = start; i < start + length; i++)
                order[i] = (int)(words[i] & mask);
        });

        var ties = new Ties(order);
        if (!IsLast)
            ties.Find(this, words.AsSpan(0, count), placeBits);
        while (ties.Count > 0 && (bits = NextDigit(ties.Room)) > 0)
        {
            budget.Check();
            ties.Break(this, budget, workers, words, scratch, bits);
        }
    }

    /// <summary>The places in an order that hold items not told apart yet, and which of them are tied.</summary>
    private sealed class Ties(int[] order)
    {
        private int[] _places = [];
        private int[] _runs = [];
        private int[] _items = [];
        private int _runCount;

        public int Count { get; private set; }

        /// <summary>How many bits the next digit may have.</summary>
        public int Room => 64 - BitsFor(Count) - BitsFor(_runCount);

        /// <summary>Sorts the tied items by the digit that the source is at.</summary>
        public void Break(
            RadixOrder source, Budget budget, Workers workers, ulong[] words, ulong[] scratch, int bits)
        {
            var (count, placeBits) = (Count, BitsFor(Count));
            var items = _items;
            for (var i = 0; i < count; i++)
                items[i] = order[_places[i]];
            workers.Scan(count, (_, start, length) =>
            {
                budget.Check();
                for (var end = start + length; start < end; start += Sorting.BlockSize)
                {
                    var block = words.AsSpan(start, Math.Min(Sorting.BlockSize, end - start));
                    source.WriteDigits(block, items.AsSpan(start, block.Length));
                    for (var i = 0; i < block.Length; i++)
                    {
                        block[i] |= (ulong)(uint)_runs[start + i] << bits;
                        block[i] = (block[i] << placeBits) | (uint)(start + i);
                    }
                }
            });
            WordSort.Sort(
                budget, workers, words.AsMemory(0, count), scratch.AsMemory(0, count), placeBits,
                placeBits + bits + BitsFor(_runCount));
            var mask = (1UL << placeBits) - 1;
            for (var i = 0; i < count; i++)
                order[_places[i]] = items[(int)(words[i] & mask)];
            Find(source, words.AsSpan(0, count), placeBits, bits);
        }

        /// <summary>Finds what the first digit left tied.</summary>
        public void Find(RadixOrder source, ReadOnlySpan<ulong> words, int placeBits)
        {
            var tied = 0;
            for (var i = 1; i < words.Length; i++)
                tied += words[i] >> placeBits == words[i - 1] >> placeBits ? 1 : 0;
            if (tied == 0)
                return;

            // At most twice as many items as there are equal neighbours.
            var most = (int)Math.Min(words.Length, 2L * tied);
            _places = LargeArray.Allocate<int>(most);
            _runs = LargeArray.Allocate<int>(most);
            _items = LargeArray.Allocate<int>(most);
            Find(source, words, placeBits, 64);
        }

        private void Find(RadixOrder source, ReadOnlySpan<ulong> words, int placeBits, int bits)
        {
            var (kept, runs, first) = (0, 0, bits == 64);
            var digits = bits == 64 ? ulong.MaxValue : (1UL << bits) - 1;
            for (var i = 0; i < words.Length;)
            {
                var digit = words[i] >> placeBits;
                var end = i + 1;
                while (end < words.Length && words[end] >> placeBits == digit)
                    end++;
                if (end - i > 1 && !source.EndsWith(digit & digits))
                {
                    for (; i < end; i++, kept++)
                        (_places[kept], _runs[kept]) = (first ? i : _places[i], runs);
                    runs++;
                }

                i = end;
            }

            (Count, _runCount) = (kept, runs);
        }
    }
}
