using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Rayforce.Rayfall.Kernels;

/// <summary>How many elements are equal to a value.</summary>
internal static class EqualCount
{
    /// <summary>Counts in integers of any width, for which equal bits are equal values.</summary>
    public static int Of<T>(ReadOnlySpan<T> elements, T value)
        where T : unmanaged, INumber<T> =>
        Unsafe.SizeOf<T>() switch
        {
            1 => Count(MemoryMarshal.Cast<T, byte>(elements), Unsafe.BitCast<T, byte>(value)),
            2 => Count(MemoryMarshal.Cast<T, ushort>(elements), Unsafe.BitCast<T, ushort>(value)),
            4 => Count(MemoryMarshal.Cast<T, uint>(elements), Unsafe.BitCast<T, uint>(value)),
            _ => Count(MemoryMarshal.Cast<T, ulong>(elements), Unsafe.BitCast<T, ulong>(value)),
        };

    private static int Count<T>(ReadOnlySpan<T> elements, T value)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    {
        var count = 0;
        if (Vector256.IsHardwareAccelerated)
        {
            // What is equal is a lane of ones, which is -1: each lane counts for itself, until it might overflow.
            var width = 4 * Vector256<T>.Count;
            var most = (int)Math.Min(ulong.CreateSaturating(T.MaxValue), 1 << 20) * width;
            var wanted = Vector256.Create(value);
            while (elements.Length >= width)
            {
                var some = elements[..(Math.Min(elements.Length, most) / width * width)];
                ref var first = ref MemoryMarshal.GetReference(some);
                Vector256<T> a = default, b = default, c = default, d = default;
                for (nuint i = 0; i < (nuint)some.Length; i += (nuint)width)
                {
                    a -= Vector256.Equals(Vector256.LoadUnsafe(ref first, i), wanted);
                    b -= Vector256.Equals(Vector256.LoadUnsafe(ref first, i + (nuint)Vector256<T>.Count), wanted);
                    c -= Vector256.Equals(Vector256.LoadUnsafe(ref first, i + (nuint)(2 * Vector256<T>.Count)), wanted);
                    d -= Vector256.Equals(Vector256.LoadUnsafe(ref first, i + (nuint)(3 * Vector256<T>.Count)), wanted);
                }

                for (var i = 0; i < Vector256<T>.Count; i++)
                    count += int.CreateTruncating(a[i]) + int.CreateTruncating(b[i]) + int.CreateTruncating(c[i]) + int.CreateTruncating(d[i]);
                elements = elements[some.Length..];
            }
        }

        foreach (var element in elements)
            count += element == value ? 1 : 0;
        return count;
    }
}
