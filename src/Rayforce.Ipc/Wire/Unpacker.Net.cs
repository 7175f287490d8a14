using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Rayforce.Ipc;

/// <content>Blocks by vectors, as long as what is read and written too much stays inside.</content>
internal ref partial struct Unpacker
{
    private const int LongestBlock = 128;

    private void UnpackBlocks()
    {
        if (!Vector256.IsHardwareAccelerated)
            return;
        ref var source = ref MemoryMarshal.GetReference(_source);
        ref var destination = ref MemoryMarshal.GetReference(_destination);
        var lastRead = _source.Length - 1 - LongestBlock - Vector256<byte>.Count;
        var lastFilled = _destination.Length - LongestBlock - Vector256<byte>.Count;
        var (read, filled, previous) = (_read, _filled, _previous);
        while (read <= lastRead && filled <= lastFilled)
        {
            int count = (sbyte)Unsafe.Add(ref source, read);
            ref var from = ref Unsafe.Add(ref source, read + 1);
            ref var to = ref Unsafe.Add(ref destination, filled);
            switch (count)
            {
                // Few literals are what most columns have: where the next block begins is known by the case alone, and the
                // processor goes on before the count has been loaded.
                case -1:
                    previous = One(ref from, ref to, previous);
                    (read, filled) = (read + 2, filled + 1);
                    break;
                case -2:
                    previous = Two(ref from, ref to, previous);
                    (read, filled) = (read + 3, filled + 2);
                    break;
                case -3:
                    previous = One(ref Unsafe.Add(ref from, 2), ref Unsafe.Add(ref to, 2), Two(ref from, ref to, previous));
                    (read, filled) = (read + 4, filled + 3);
                    break;
                case -4:
                    previous = Four(ref from, ref to, previous);
                    (read, filled) = (read + 5, filled + 4);
                    break;
                case -5:
                    previous = One(ref Unsafe.Add(ref from, 4), ref Unsafe.Add(ref to, 4), Four(ref from, ref to, previous));
                    (read, filled) = (read + 6, filled + 5);
                    break;
                case -6:
                    previous = Two(ref Unsafe.Add(ref from, 4), ref Unsafe.Add(ref to, 4), Four(ref from, ref to, previous));
                    (read, filled) = (read + 7, filled + 6);
                    break;
                case < 0:
                    previous = AddUp(ref from, ref to, -count, previous);
                    (read, filled) = (read + 1 - count, filled - count);
                    break;
                case 0:
                    read++;
                    break;
                default:
                    previous = from == 0 ? Repeat(ref to, count, previous) : Climb(ref to, count, previous, from);
                    (read, filled) = (read + 2, filled + count);
                    break;
            }
        }

        (_read, _filled, _previous) = (read, filled, previous);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte One(ref byte from, ref byte to, byte previous) => to = (byte)(previous + from);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte Two(ref byte from, ref byte to, byte previous) =>
        One(ref Unsafe.Add(ref from, 1), ref Unsafe.Add(ref to, 1), One(ref from, ref to, previous));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte Four(ref byte from, ref byte to, byte previous) =>
        Two(ref Unsafe.Add(ref from, 2), ref Unsafe.Add(ref to, 2), Two(ref from, ref to, previous));

    /// <summary>A run of one byte.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte Repeat(ref byte to, int count, byte previous)
    {
        var bytes = Vector256.Create(previous);
        bytes.StoreUnsafe(ref to);
        for (var i = Vector256<byte>.Count; i < count; i += Vector256<byte>.Count)
            bytes.StoreUnsafe(ref to, (nuint)i);
        return previous;
    }

    /// <summary>A run of bytes that rise by one difference.</summary>
    private static byte Climb(ref byte to, int count, byte previous, byte difference)
    {
        var bytes = Vector256.Create(previous) + (Vector256<byte>.Indices + Vector256<byte>.One) * Vector256.Create(difference);
        var step = Vector256.Create((byte)(Vector256<byte>.Count * difference));
        for (var i = 0; i < count; i += Vector256<byte>.Count)
        {
            bytes.StoreUnsafe(ref to, (nuint)i);
            bytes += step;
        }

        return (byte)(previous + count * difference);
    }

    /// <summary>Literals: each byte is the sum of the differences up to it, made by halves of sixteen.</summary>
    private static byte AddUp(ref byte from, ref byte to, int count, byte previous)
    {
        for (var i = 0; i < count; i += Vector128<byte>.Count)
        {
            var sums = Vector128.LoadUnsafe(ref from, (nuint)i);
            sums += Vector128.Shuffle(sums, Vector128.Create((byte)255, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14));
            sums += Vector128.Shuffle(sums, Vector128.Create((byte)255, 255, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13));
            sums += Vector128.Shuffle(sums, Vector128.Create((byte)255, 255, 255, 255, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11));
            sums += Vector128.Shuffle(sums, Vector128.Create((byte)255, 255, 255, 255, 255, 255, 255, 255, 0, 1, 2, 3, 4, 5, 6, 7));
            sums += Vector128.Create(previous);
            sums.StoreUnsafe(ref to, (nuint)i);
            previous = sums[Vector128<byte>.Count - 1];
        }

        return Unsafe.Add(ref to, count - 1);
    }
}
