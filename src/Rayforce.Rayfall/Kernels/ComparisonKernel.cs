using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Rayforce.Rayfall.Kernels;

/// <summary>Comparison of elements that follow each other, into truth values.</summary>
internal static class ComparisonKernel
{
    /// <summary>Writes 1 where a comparison holds and 0 where not, or the other way round.</summary>
    public static void Run<T, TComparison, TLeft, TRight>(TLeft left, TRight right, bool negated, Span<byte> target)
        where T : unmanaged
        where TComparison : struct, IComparison<T>
        where TLeft : IOperand<T>, allows ref struct
        where TRight : IOperand<T>, allows ref struct
    {
        ref var first = ref MemoryMarshal.GetReference(target);
        var flip = negated ? (byte)1 : (byte)0;
        var i = 0;
        if (Vector.IsHardwareAccelerated)
        {
            var flips = new Vector<byte>(flip);
            for (; i <= target.Length - Vector<byte>.Count; i += Vector<byte>.Count)
            {
                var holds = Unsafe.SizeOf<T>() switch
                {
                    1 => Vector.AsVectorByte(Mask<T, TComparison, TLeft, TRight>(left, right, i)),
                    2 => Bytes16<T, TComparison, TLeft, TRight>(left, right, i),
                    4 => Bytes32<T, TComparison, TLeft, TRight>(left, right, i),
                    _ => Bytes64<T, TComparison, TLeft, TRight>(left, right, i),
                };
                ((holds & Vector<byte>.One) ^ flips).StoreUnsafe(ref first, (nuint)i);
            }
        }

        for (; i < target.Length; i++)
        {
            var holds = TComparison.Invoke(left.At(i), right.At(i)) ? (byte)1 : (byte)0;
            Unsafe.Add(ref first, i) = (byte)(holds ^ flip);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<T> Mask<T, TComparison, TLeft, TRight>(TLeft left, TRight right, int i)
        where T : unmanaged
        where TComparison : struct, IComparison<T>
        where TLeft : IOperand<T>, allows ref struct
        where TRight : IOperand<T>, allows ref struct =>
        TComparison.Invoke(left.VectorAt(i), right.VectorAt(i));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<byte> Bytes16<T, TComparison, TLeft, TRight>(TLeft left, TRight right, int i)
        where T : unmanaged
        where TComparison : struct, IComparison<T>
        where TLeft : IOperand<T>, allows ref struct
        where TRight : IOperand<T>, allows ref struct =>
        Vector.Narrow(
            Vector.AsVectorUInt16(Mask<T, TComparison, TLeft, TRight>(left, right, i)),
            Vector.AsVectorUInt16(Mask<T, TComparison, TLeft, TRight>(left, right, i + Vector<T>.Count)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<byte> Bytes32<T, TComparison, TLeft, TRight>(TLeft left, TRight right, int i)
        where T : unmanaged
        where TComparison : struct, IComparison<T>
        where TLeft : IOperand<T>, allows ref struct
        where TRight : IOperand<T>, allows ref struct
    {
        return Vector.Narrow(Half(left, right, i), Half(left, right, i + 2 * Vector<T>.Count));

        static Vector<ushort> Half(TLeft left, TRight right, int i) => Vector.Narrow(
            Vector.AsVectorUInt32(Mask<T, TComparison, TLeft, TRight>(left, right, i)),
            Vector.AsVectorUInt32(Mask<T, TComparison, TLeft, TRight>(left, right, i + Vector<T>.Count)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<byte> Bytes64<T, TComparison, TLeft, TRight>(TLeft left, TRight right, int i)
        where T : unmanaged
        where TComparison : struct, IComparison<T>
        where TLeft : IOperand<T>, allows ref struct
        where TRight : IOperand<T>, allows ref struct
    {
        return Vector.Narrow(Half(left, right, i), Half(left, right, i + 4 * Vector<T>.Count));

        static Vector<ushort> Half(TLeft left, TRight right, int i) =>
            Vector.Narrow(Quarter(left, right, i), Quarter(left, right, i + 2 * Vector<T>.Count));

        static Vector<uint> Quarter(TLeft left, TRight right, int i) => Vector.Narrow(
            Vector.AsVectorUInt64(Mask<T, TComparison, TLeft, TRight>(left, right, i)),
            Vector.AsVectorUInt64(Mask<T, TComparison, TLeft, TRight>(left, right, i + Vector<T>.Count)));
    }
}
