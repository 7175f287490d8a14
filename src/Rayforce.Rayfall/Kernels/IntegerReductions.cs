using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Rayforce.Rayfall.Kernels;

/// <summary>Reductions of integers. Sums wrap; the null is the least number of a signed type.</summary>
internal static class IntegerReductions
{
    /// <summary>The sum of the elements, of which those equal to <paramref name="none"/> count as zero.</summary>
    public static long Sum<T>(ReadOnlySpan<T> elements, T none)
        where T : unmanaged, IBinaryInteger<T>
    {
        var vectors = MemoryMarshal.Cast<T, Vector<T>>(elements);
        var nones = new Vector<T>(none);
        var total = 0L;
        var totals = Vector<long>.Zero;
        foreach (var vector in vectors)
            totals += Widen(Vector.AndNot(vector, Vector.Equals(vector, nones)));
        total += Vector.Sum(totals);
        foreach (var element in elements[(vectors.Length * Vector<T>.Count)..])
            total += element == none ? 0 : long.CreateTruncating(element);
        return total;
    }

    /// <summary>The sum of all elements.</summary>
    public static long Sum<T>(ReadOnlySpan<T> elements)
        where T : unmanaged, IBinaryInteger<T>
    {
        if (typeof(T) == typeof(long))
            return TensorPrimitives.Sum(MemoryMarshal.Cast<T, long>(elements));
        var vectors = MemoryMarshal.Cast<T, Vector<T>>(elements);
        var first = Vector<long>.Zero;
        var second = Vector<long>.Zero;
        var i = 0;
        for (; i + 1 < vectors.Length; i += 2)
        {
            first += Widen(vectors[i]);
            second += Widen(vectors[i + 1]);
        }

        if (i < vectors.Length)
            first += Widen(vectors[i]);
        var total = Vector.Sum(first + second);
        foreach (var element in elements[(vectors.Length * Vector<T>.Count)..])
            total += long.CreateTruncating(element);
        return total;
    }

    /// <summary>The sum of the upper halves of numbers and that of the lower ones, neither of which can overflow.</summary>
    public static (long High, long Low) Halves(ReadOnlySpan<long> elements)
    {
        var vectors = MemoryMarshal.Cast<long, Vector<long>>(elements);
        var (high, low) = (Vector<long>.Zero, Vector<long>.Zero);
        var mask = new Vector<long>(uint.MaxValue);
        foreach (var vector in vectors)
        {
            high += Vector.ShiftRightArithmetic(vector, 32);
            low += vector & mask;
        }

        var (highs, lows) = (Vector.Sum(high), Vector.Sum(low));
        foreach (var element in elements[(vectors.Length * Vector<long>.Count)..])
        {
            highs += element >> 32;
            lows += (uint)element;
        }

        return (highs, lows);
    }

    /// <summary>How many elements are not <paramref name="none"/>.</summary>
    public static int CountNotNull<T>(ReadOnlySpan<T> elements, T none)
        where T : unmanaged, IEquatable<T> =>
        elements.Length - MemoryExtensions.Count(elements, none);

    /// <summary>The least element, or the greatest number of the type where there is none.</summary>
    public static T Least<T>(ReadOnlySpan<T> elements)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    {
        var vectors = MemoryMarshal.Cast<T, Vector<T>>(elements);
        var least = T.MaxValue;
        if (!vectors.IsEmpty)
        {
            var (first, second) = (vectors[0], vectors[^1]);
            for (var i = 0; i + 1 < vectors.Length; i += 2)
            {
                first = Vector.Min(first, vectors[i]);
                second = Vector.Min(second, vectors[i + 1]);
            }

            first = Vector.Min(first, second);
            for (var i = 0; i < Vector<T>.Count; i++)
                least = T.Min(least, first[i]);
        }

        foreach (var element in elements[(vectors.Length * Vector<T>.Count)..])
            least = T.Min(least, element);
        return least;
    }

    /// <summary>
    /// The least element that is not the least number of the type, the null; the null where there is none.
    /// </summary>
    public static T LeastNotNull<T>(ReadOnlySpan<T> elements)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    {
        // One below the null is, wrapped, the greatest number.
        var vectors = MemoryMarshal.Cast<T, Vector<T>>(elements);
        var least = T.MaxValue;
        if (!vectors.IsEmpty)
        {
            var all = new Vector<T>(T.MaxValue);
            foreach (var vector in vectors)
                all = Vector.Min(all, vector - Vector<T>.One);
            for (var i = 0; i < Vector<T>.Count; i++)
                least = T.Min(least, all[i]);
        }

        foreach (var element in elements[(vectors.Length * Vector<T>.Count)..])
            least = T.Min(least, unchecked(element - T.One));
        return unchecked(least + T.One);
    }

    /// <summary>The greatest element, or the least number of the type where there is none.</summary>
    public static T Greatest<T>(ReadOnlySpan<T> elements)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    {
        var vectors = MemoryMarshal.Cast<T, Vector<T>>(elements);
        var greatest = T.MinValue;
        if (!vectors.IsEmpty)
        {
            var (first, second) = (vectors[0], vectors[^1]);
            for (var i = 0; i + 1 < vectors.Length; i += 2)
            {
                first = Vector.Max(first, vectors[i]);
                second = Vector.Max(second, vectors[i + 1]);
            }

            first = Vector.Max(first, second);
            for (var i = 0; i < Vector<T>.Count; i++)
                greatest = T.Max(greatest, first[i]);
        }

        foreach (var element in elements[(vectors.Length * Vector<T>.Count)..])
            greatest = T.Max(greatest, element);
        return greatest;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<long> Widen<T>(Vector<T> vector)
        where T : unmanaged
    {
        if (typeof(T) == typeof(long))
            return vector.As<T, long>();
        if (typeof(T) == typeof(int))
        {
            var integers = vector.As<T, int>();
            return Vector.WidenLower(integers) + Vector.WidenUpper(integers);
        }

        if (typeof(T) == typeof(short))
        {
            var integers = vector.As<T, short>();
            return Widen(Vector.WidenLower(integers) + Vector.WidenUpper(integers));
        }

        var bytes = vector.As<T, byte>();
        return Widen((Vector.WidenLower(bytes) + Vector.WidenUpper(bytes)).As<ushort, short>());
    }
}
