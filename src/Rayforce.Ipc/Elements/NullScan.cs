using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Rayforce;

/// <summary>
/// Copies elements and looks for nulls in one pass: what has been loaded to be copied is compared while it is in a
/// register, which costs nothing beside the memory.
/// </summary>
internal static class NullScan
{
    /// <summary>Copies elements.</summary>
    /// <param name="source">The elements.</param>
    /// <param name="target">Gets their bytes; not shorter, and elsewhere.</param>
    /// <returns>Whether one of them is the null of the type.</returns>
    public static bool Copy<T>(ReadOnlySpan<T> source, Span<byte> target)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float)) return Copy<T, float, NaNTest<float>>(source, target, default(NaNTest<float>));
        if (typeof(T) == typeof(double)) return Copy<T, double, NaNTest<double>>(source, target, default(NaNTest<double>));
        if (Unsafe.SizeOf<T>() == sizeof(short)) return Copy<T, short, SentinelTest<short>>(source, target, new SentinelTest<short>(short.MinValue));
        if (Unsafe.SizeOf<T>() == sizeof(int)) return Copy<T, int, SentinelTest<int>>(source, target, new SentinelTest<int>(int.MinValue));
        if (Unsafe.SizeOf<T>() == sizeof(long)) return Copy<T, long, SentinelTest<long>>(source, target, new SentinelTest<long>(long.MinValue));
        if (typeof(T) == typeof(RayGuid)) return Copy<T, long, SentinelTest<long>>(source, target, new SentinelTest<long>(0));
        MemoryMarshal.AsBytes(source).CopyTo(target);
        return false;
    }

    private static bool Copy<T, TLane, TTest>(ReadOnlySpan<T> source, Span<byte> target, TTest test)
        where T : unmanaged
        where TLane : unmanaged
        where TTest : struct, INullTest<TLane>
    {
        var bytes = MemoryMarshal.AsBytes(source);
        target = target.Slice(0, bytes.Length);
        ref var from = ref MemoryMarshal.GetReference(bytes);
        ref var to = ref MemoryMarshal.GetReference(target);
        var width = Vector<byte>.Count;
        var found = false;
        var i = 0;
        if (Vector.IsHardwareAccelerated)
        {
            i = Head(ref to, Unsafe.SizeOf<T>(), bytes.Length);
            bytes.Slice(0, i).CopyTo(target);
            found = RayElement<T>.ContainsNull(MemoryMarshal.Cast<byte, T>(bytes.Slice(0, i)));
            for (; i <= bytes.Length - 4 * width; i += 4 * width)
            {
                var first = Unsafe.ReadUnaligned<Vector<TLane>>(ref Unsafe.Add(ref from, i));
                var second = Unsafe.ReadUnaligned<Vector<TLane>>(ref Unsafe.Add(ref from, i + width));
                var third = Unsafe.ReadUnaligned<Vector<TLane>>(ref Unsafe.Add(ref from, i + 2 * width));
                var fourth = Unsafe.ReadUnaligned<Vector<TLane>>(ref Unsafe.Add(ref from, i + 3 * width));
                Unsafe.WriteUnaligned(ref Unsafe.Add(ref to, i), first);
                Unsafe.WriteUnaligned(ref Unsafe.Add(ref to, i + width), second);
                Unsafe.WriteUnaligned(ref Unsafe.Add(ref to, i + 2 * width), third);
                Unsafe.WriteUnaligned(ref Unsafe.Add(ref to, i + 3 * width), fourth);
                var holds = test.Holds(first) | test.Holds(second) | test.Holds(third) | test.Holds(fourth);
                if (found || Vector.EqualsAll(Vector.AsVectorByte(holds), Vector<byte>.Zero))
                    continue;
                // A zero may be half of a Guid only: then the elements themselves are asked.
                found = typeof(T) != typeof(RayGuid)
                    || RayElement<T>.ContainsNull(MemoryMarshal.Cast<byte, T>(bytes.Slice(i, 4 * width)));
            }
        }

        bytes.Slice(i).CopyTo(target.Slice(i));
        return found || RayElement<T>.ContainsNull(MemoryMarshal.Cast<byte, T>(bytes.Slice(i)));
    }

    /// <summary>
    /// The bytes of the elements before the first vector whose place in the target is aligned: stores over the border of
    /// two cache lines take twice as long. None where no element begins there.
    /// </summary>
    private static int Head(ref byte target, int width, int length)
    {
        // A memory that moves meanwhile does no harm: it is about time alone.
        var head = (int)(-(long)Unsafe.ByteOffset(ref Unsafe.NullRef<byte>(), ref target) & (Vector<byte>.Count - 1));
        return head % width == 0 && head <= length ? head : 0;
    }
}
