using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Rayforce.Rayfall.Bounds;

namespace Rayforce.Rayfall.Kernels;

/// <summary>
/// Sorts unsigned 64-bit words: cut into buckets by the highest digit until a bucket stays in the cache, each of which
/// is then sorted digit by digit from the lowest. Linear for every input.
/// </summary>
internal static class WordSort
{
    // A bucket and its copy stay in the second-level cache.
    private const int CacheSize = 1 << 15;
    private const int Tiny = 64;
    private const int MostCutBits = 9;
    private const int MostDigitBits = 11;

    /// <summary>Sorts the words.</summary>
    /// <param name="budget">The limits of the request.</param>
    /// <param name="workers">Who sorts; the result is the same for any number of them.</param>
    /// <param name="words">The words, sorted in place.</param>
    /// <param name="scratch">As many more; what they hold afterwards is unspecified.</param>
    /// <param name="low">How many of the lowest bits are in order already where all higher ones are equal.</param>
    /// <param name="high">How many bits may be set.</param>
    public static void Sort(Budget budget, Workers workers, Memory<ulong> words, Memory<ulong> scratch, int low, int high)
    {
        if (!IsSorted(words.Span))
            Sort(budget, workers, words, scratch, low, high, copied: false);
    }

    /// <summary>Whether the words are in ascending order.</summary>
    public static bool IsSorted(ReadOnlySpan<ulong> words)
    {
        for (var i = 1; i < words.Length; i++)
        {
            if (words[i] < words[i - 1])
                return false;
        }

        return true;
    }

    // The words lie in source, and shall lie there in the end, or in target where they are to be copied.
    private static void Sort(
        Budget budget, Workers workers, Memory<ulong> source, Memory<ulong> target, int low, int high, bool copied)
    {
        budget.Check();
        if (source.Length <= CacheSize || high - low <= MostCutBits)
        {
            SortDigits(source.Span, target.Span, low, high, copied);
            return;
        }

        // As many buckets as make each fit for the cache, if the words are spread evenly.
        var wanted = BitOperations.Log2((uint)(source.Length - 1) / (CacheSize / 4)) + 1;
        var bits = Math.Min(Math.Min(wanted, MostCutBits), high - low);
        var shift = high - bits;
        var starts = Cut(workers, source, target, shift, bits);
        var buckets = 1 << bits;

        // Large buckets one by one, each by all workers; then the others side by side.
        var large = source.Length / (2 * Math.Max(workers.Count, 1));
        for (var i = 0; workers.Count > 1 && i < buckets; i++)
        {
            if (starts[i + 1] - starts[i] > large)
                SortBucket(workers, i);
        }

        var groups = Math.Min(buckets, 4 * workers.Count);
        workers.Run(groups, group =>
        {
            var (from, to) = (Share(group), Share(group + 1));
            for (var i = from; i < to; i++)
            {
                if (workers.Count == 1 || starts[i + 1] - starts[i] <= large)
                    SortBucket(Workers.One, i);
            }
        });

        void SortBucket(Workers some, int i)
        {
            var (start, count) = (starts[i], starts[i + 1] - starts[i]);
            if (count > 0)
                Sort(budget, some, target.Slice(start, count), source.Slice(start, count), low, shift, !copied);
        }

        // The first bucket of a group of buckets of about equally many words.
        int Share(int group)
        {
            var place = (int)((long)source.Length * group / groups);
            var bucket = starts.AsSpan(0, buckets).BinarySearch(place);
            return group == groups ? buckets : group == 0 ? 0 : bucket < 0 ? ~bucket : bucket;
        }
    }

    // Moves the words into buckets, in the order in which they are; gives where each bucket begins.
    private static int[] Cut(Workers workers, Memory<ulong> source, Memory<ulong> target, int shift, int bits)
    {
        var buckets = 1 << bits;
        var parts = workers.Count == 1 ? 1 : Workers.Morsels(source.Length);
        var size = workers.Count == 1 ? source.Length : Workers.MorselSize;
        var counts = new int[parts][];
        workers.Run(parts, part =>
        {
            var count = counts[part] = new int[buckets];
            foreach (var word in Part(source, part, size))
                count[(int)(word >> shift) & (buckets - 1)]++;
        });
        var starts = new int[buckets + 1];
        var next = 0;
        for (var bucket = 0; bucket < buckets; bucket++)
        {
            starts[bucket] = next;
            foreach (var count in counts)
                (count[bucket], next) = (next, next + count[bucket]);
        }

        starts[buckets] = next;
        workers.Run(parts, part => Scatter(Part(source, part, size), target.Span, counts[part], shift));
        return starts;
    }

    private static ReadOnlySpan<ulong> Part(Memory<ulong> words, int part, int size) =>
        words.Span.Slice(part * size, Math.Min(size, words.Length - part * size));

    private static void SortDigits(Span<ulong> source, Span<ulong> target, int low, int high, bool copied)
    {
        if (source.Length <= Tiny)
        {
            SortTiny(source);
            if (copied)
                source.CopyTo(target);
            return;
        }

        var bits = high - low;
        var most = source.Length < 1 << 11 ? 8 : MostDigitBits;
        var digits = (bits + most - 1) / most;
        if (digits == 0)
        {
            if (copied)
                source.CopyTo(target);
            return;
        }

        var width = (bits + digits - 1) / digits;
        Span<int> nexts = stackalloc int[1 << width];
        for (var digit = 0; digit < digits; digit++)
        {
            var shift = low + digit * width;
            nexts.Clear();
            var mask = nexts.Length - 1;
            foreach (var word in source)
                nexts[(int)(word >> shift) & mask]++;
            // A digit that all have in common moves nothing.
            if (nexts[(int)(source[0] >> shift) & mask] == source.Length)
                continue;
            var next = 0;
            for (var i = 0; i < nexts.Length; i++)
                (nexts[i], next) = (next, next + nexts[i]);
            Scatter(source, target, nexts, shift);
            var swap = source;
            source = target;
            target = swap;
            copied = !copied;
        }

        if (copied)
            source.CopyTo(target);
    }

    private static void Scatter(ReadOnlySpan<ulong> source, Span<ulong> target, Span<int> nexts, int shift)
    {
        ref var to = ref MemoryMarshal.GetReference(target);
        var mask = nexts.Length - 1;
        foreach (var word in source)
        {
            // The counts say that there is room for every word.
            var place = nexts[(int)(word >> shift) & mask]++;
            Unsafe.Add(ref to, place) = word;
        }
    }

    private static void SortTiny(Span<ulong> words)
    {
        for (var i = 1; i < words.Length; i++)
        {
            var word = words[i];
            var j = i;
            for (; j > 0 && words[j - 1] > word; j--)
                words[j] = words[j - 1];
            words[j] = word;
        }
    }
}
