using System.Numerics;
using System.Runtime.InteropServices;

namespace Rayforce.Rayfall.Kernels;

/// <summary>Integers with another sign. The least of them, the null, has no other, and stays itself.</summary>
internal static class SignKernel
{
    public static void Negate<T>(ReadOnlySpan<T> source, Span<T> target)
        where T : unmanaged, IBinaryInteger<T> =>
        ArithmeticKernel.Run<T, SubtractOperation<T>, Unguarded<T>, Constant<T>, Elements<T>>(
            new(T.Zero), new(source), target[..source.Length]);

    public static void Absolute<T>(ReadOnlySpan<T> source, Span<T> target)
        where T : unmanaged, IBinaryInteger<T>
    {
        ref var first = ref MemoryMarshal.GetReference(source);
        ref var result = ref MemoryMarshal.GetReference(target[..source.Length]);
        var i = 0;
        for (; i <= source.Length - Vector<T>.Count; i += Vector<T>.Count)
        {
            // The vector form wraps, which the scalar Abs does not.
            Vector.Abs(Vector.LoadUnsafe(ref first, (nuint)i)).StoreUnsafe(ref result, (nuint)i);
        }

        for (; i < source.Length; i++)
            target[i] = T.IsNegative(source[i]) ? unchecked(T.Zero - source[i]) : source[i];
    }
}
