using System.Numerics;
using System.Runtime.InteropServices;

namespace Rayforce.Rayfall.Kernels;

/// <summary>Finds the elements that would stand at an index if the elements were in order, without sorting them.</summary>
internal static class Selection
{
    private const int DigitBits = 12;
    private const int Small = 1 << 11;

    /// <summary>
    /// The elements at an index of the ascending order and at the next one, which is the same element at the end.
    /// Linear in the worst case.
    /// </summary>
    /// <param name="elements">Numbers, none of them NaN; they are moved about.</param>
    /// <param name="index">From 0 to the count - 1.</param>
    public static (T Element, T Next) At<T>(Span<T> elements, int index)
        where T : unmanaged, INumber<T>
    {
        while (elements.Length > Small)
        {
            var (low, high) = Range<T>(elements);
            var width = 64 - BitOperations.LeadingZeroCount(high - low);
            if (width == 0)
                return (elements[0], elements[0]);
            var shift = Math.Max(0, width - DigitBits);
            var (start, bucket, count) = Find<T>(elements, low, shift, index);
            if (index - start == count - 1 && index + 1 < elements.Length)
            {
                // The next one is the least of what lies above this bucket.
                var next = LeastAbove<T>(elements, low, shift, bucket);
                return (At(Keep(elements, low, shift, bucket), count - 1).Element, next);
            }

            elements = Keep(elements, low, shift, bucket);
            index -= start;
            if (shift == 0)
                return (elements[0], elements[0]);
        }

        Partition(elements, index);
        var element = elements[index];
        return index + 1 == elements.Length ? (element, element) : (element, Least<T>(elements[(index + 1)..]));
    }

    // The bucket that holds the element at an index, the index of its first element and how many it holds.
    private static (int Start, ulong Bucket, int Count) Find<T>(
        ReadOnlySpan<T> elements, ulong low, int shift, int index)
        where T : unmanaged, INumber<T>
    {
        Span<int> counts = stackalloc int[1 << DigitBits];
        counts.Clear();
        foreach (var element in elements)
            counts[(int)((Code(element) - low) >> shift)]++;
        var start = 0;
        var bucket = 0;
        while (start + counts[bucket] <= index)
            start += counts[bucket++];
        return (start, (ulong)bucket, counts[bucket]);
    }

    private static (ulong Low, ulong High) Range<T>(ReadOnlySpan<T> elements)
        where T : unmanaged, INumber<T>
    {
        var (low, high) = (elements[0], elements[0]);
        var vectors = MemoryMarshal.Cast<T, Vector<T>>(elements);
        if (vectors.Length > 0)
        {
            var (lows, highs) = (vectors[0], vectors[0]);
            foreach (var vector in vectors)
            {
                lows = Vector.Min(lows, vector);
                highs = Vector.Max(highs, vector);
            }

            for (var i = 0; i < Vector<T>.Count; i++)
                (low, high) = (T.Min(low, lows[i]), T.Max(high, highs[i]));
        }

        foreach (var element in elements[(vectors.Length * Vector<T>.Count)..])
            (low, high) = (T.Min(low, element), T.Max(high, element));
        return (Code(low), Code(high));
    }

    // Moves the elements of a bucket to the front.
    private static Span<T> Keep<T>(Span<T> elements, ulong low, int shift, ulong bucket)
        where T : unmanaged, INumber<T>
    {
        var kept = 0;
        foreach (var element in elements)
        {
            elements[kept] = element;
            if ((Code(element) - low) >> shift == bucket)
                kept++;
        }

        return elements[..kept];
    }

    private static T LeastAbove<T>(ReadOnlySpan<T> elements, ulong low, int shift, ulong bucket)
        where T : unmanaged, INumber<T>
    {
        var least = ulong.MaxValue;
        var result = default(T);
        foreach (var element in elements)
        {
            var code = Code(element);
            if (code < least && (code - low) >> shift > bucket)
                (least, result) = (code, element);
        }

        return result;
    }

    private static T Least<T>(ReadOnlySpan<T> elements)
        where T : unmanaged, INumber<T>
    {
        var least = elements[0];
        foreach (var element in elements[1..])
            least = T.Min(least, element);
        return least;
    }

    // Quickselect: nothing before the index is greater than its element, nothing behind it is less.
    private static void Partition<T>(Span<T> elements, int index)
        where T : unmanaged, INumber<T>
    {
        var (first, last) = (0, elements.Length - 1);
        for (var rounds = 0; last - first > 16; rounds++)
        {
            if (rounds == 32)
            {
                // Somebody knows how the pivot is chosen.
                elements[first..(last + 1)].Sort();
                return;
            }

            var middle = first + (last - first) / 2;
            var (a, b, c) = (elements[first], elements[middle], elements[last]);
            var pivot = T.Max(T.Min(a, b), T.Min(T.Max(a, b), c));
            var (i, j) = (first, last);
            while (i <= j)
            {
                while (elements[i] < pivot)
                    i++;
                while (elements[j] > pivot)
                    j--;
                if (i <= j)
                {
                    (elements[i], elements[j]) = (elements[j], elements[i]);
                    i++;
                    j--;
                }
            }

            if (index <= j)
                last = j;
            else if (index >= i)
                first = i;
            else
                return;
        }

        for (var i = first + 1; i <= last; i++)
        {
            var element = elements[i];
            var j = i;
            for (; j > first && elements[j - 1] > element; j--)
                elements[j] = elements[j - 1];
            elements[j] = element;
        }
    }

    private static ulong Code<T>(T element)
        where T : unmanaged, INumber<T> =>
        typeof(T) == typeof(double) ? OrderedBits.Of((double)(object)element)
        : typeof(T) == typeof(long) ? OrderedBits.Of((long)(object)element)
        : throw new NotSupportedException(typeof(T).Name);
}
