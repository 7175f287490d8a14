using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Rayforce.Ipc;

/// <summary>
/// Packs a payload: see <see cref="FrameCompression"/>. Which differences are equal to the next one is found out for 64
/// bytes at once, as bits; where such bits begin and end, runs do.
/// </summary>
internal readonly ref struct Packer
{
    /// <summary>Bytes behind the packed ones that may be written to: literals are written 32 at a time.</summary>
    public const int Slack = 32;

    private const int LongestRun = 127;
    private const int LongestLiteral = 128;
    private const int WordSize = 64;

    private readonly ref byte _source;
    private readonly int _length;
    private readonly ref byte _destination;
    private readonly int _limit;

    private Packer(ReadOnlySpan<byte> source, Span<byte> destination, int limit)
    {
        _source = ref MemoryMarshal.GetReference(source);
        _length = source.Length;
        _destination = ref MemoryMarshal.GetReference(destination);
        _limit = limit;
    }

    /// <summary>Packs, and gives up where nothing is saved.</summary>
    /// <param name="source">The payload.</param>
    /// <param name="destination">Gets the packed bytes; <see cref="Slack"/> bytes longer than the limit.</param>
    /// <param name="limit">How many there may be.</param>
    /// <returns>How many there are, or -1.</returns>
    public static int Pack(ReadOnlySpan<byte> source, Span<byte> destination, int limit) =>
        new Packer(source, destination.Slice(0, limit + Slack), limit).Pack();

    private int Pack()
    {
        // Where the next block begins in the payload, while no run has begun, and where it is written.
        var (position, written) = (0, 0);
        var run = -1;
        var last = 0UL;
        for (var start = 0; start < _length; start += WordSize)
        {
            var equal = Equal(start);
            // A bit where a run begins, and one behind where it ends.
            var turns = equal ^ ((equal << 1) | last);
            last = equal >> (WordSize - 1);
            if (run >= 0 && turns != 0)
            {
                if (!WriteRun(run, start + Next(ref turns) + 1, ref position, ref written))
                    return -1;
                run = -1;
            }

            while (turns != 0)
            {
                var begin = start + Next(ref turns);
                var count = begin - position;
                if ((uint)(count - 1) >= (uint)Vector256<byte>.Count || position == 0 || begin > _length - Vector256<byte>.Count)
                {
                    if (!WriteLiterals(begin, ref position, ref written))
                        return -1;
                }
                else
                {
                    if (_limit - written <= count)
                        return -1;
                    ref var target = ref Unsafe.Add(ref _destination, written);
                    target = (byte)-count;
                    Differences(position).StoreUnsafe(ref target, 1);
                    written += 1 + count;
                    position = begin;
                }

                if (turns == 0)
                {
                    run = begin;
                    break;
                }

                // A run inside the 64 bytes is shorter than a block may be.
                var end = start + Next(ref turns) + 1;
                if (_limit - written < 2)
                    return -1;
                ref var block = ref Unsafe.Add(ref _destination, written);
                block = (byte)(end - begin);
                Unsafe.Add(ref block, 1) = Difference(begin);
                written += 2;
                position = end;
            }
        }

        return (run < 0 || WriteRun(run, _length, ref position, ref written))
            && WriteLiterals(_length, ref position, ref written) ? written : -1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Next(ref ulong turns)
    {
        var place = BitOperations.TrailingZeroCount(turns);
        turns &= turns - 1;
        return place;
    }

    /// <summary>Which of 64 differences are equal to those behind them; the last one of all is not.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong Equal(int start)
    {
        if (!Vector256.IsHardwareAccelerated || start == 0 || _length - start <= WordSize)
            return EqualOneByOne(start);
        ref var here = ref Unsafe.Add(ref _source, start);
        return Half(ref here) | ((ulong)Half(ref Unsafe.Add(ref here, Vector256<byte>.Count)) << Vector256<byte>.Count);

        static uint Half(ref byte here)
        {
            var middle = Vector256.LoadUnsafe(ref here);
            return Vector256.Equals(
                middle - Vector256.LoadUnsafe(ref Unsafe.Subtract(ref here, 1)),
                Vector256.LoadUnsafe(ref here, 1) - middle).ExtractMostSignificantBits();
        }
    }

    private ulong EqualOneByOne(int start)
    {
        var equal = 0UL;
        for (var i = 0; i < WordSize && start + i + 1 < _length; i++)
        {
            if (Difference(start + i) == Difference(start + i + 1))
                equal |= 1UL << i;
        }

        return equal;
    }

    private bool WriteLiterals(int end, ref int position, ref int written)
    {
        while (position < end)
        {
            var left = Math.Min(end - position, LongestLiteral);
            if (_limit - written <= left)
                return false;
            Unsafe.Add(ref _destination, written++) = (byte)-left;
            while (left > 0)
            {
                var step = 1;
                if (position > 0 && position <= _length - Vector256<byte>.Count)
                {
                    step = Math.Min(left, Vector256<byte>.Count);
                    Differences(position).StoreUnsafe(ref Unsafe.Add(ref _destination, written));
                }
                else
                {
                    Unsafe.Add(ref _destination, written) = Difference(position);
                }

                (left, position, written) = (left - step, position + step, written + step);
            }
        }

        return true;
    }

    /// <summary>Writes a run; of one that is longer than a block holds, what is left may be a single literal.</summary>
    private bool WriteRun(int start, int end, ref int position, ref int written)
    {
        var difference = Difference(start);
        do
        {
            var count = Math.Min(end - start, LongestRun);
            if (_limit - written < 2)
                return false;
            Unsafe.Add(ref _destination, written) = (byte)count;
            Unsafe.Add(ref _destination, written + 1) = difference;
            written += 2;
            start += count;
        }
        while (end - start >= 2);
        position = start;
        return true;
    }

    /// <summary>32 differences, of which the first is not that of the first byte.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<byte> Differences(int position)
    {
        ref var here = ref Unsafe.Add(ref _source, position);
        return Vector256.LoadUnsafe(ref here) - Vector256.LoadUnsafe(ref Unsafe.Subtract(ref here, 1));
    }

    private byte Difference(int index) => index == 0
        ? _source
        : (byte)(Unsafe.Add(ref _source, index) - Unsafe.Add(ref _source, index - 1));
}
