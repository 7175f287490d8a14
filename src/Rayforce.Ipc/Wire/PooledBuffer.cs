using System.Buffers;

namespace Rayforce.Ipc;

/// <summary>
/// A buffer that grows, of arrays from pools. Disposing it gives the array back, unless it is larger than 16 MiB. The
/// shared pool keeps many arrays of a size for each core, so it gets those of up to 1 MiB only; of larger ones a few are
/// kept, 60 MiB in all. Asking it for more than the 2 GB that an array holds is an <see cref="OverflowException"/>.
/// </summary>
public sealed class PooledBuffer : IBufferWriter<byte>, IDisposable
{
    private const int SmallestArray = 256;

    /// <summary>
    /// Where what is written begins in the array: behind the headers of a frame and of a vector, which have 16 and 10
    /// bytes, elements of 8 bytes are aligned then.
    /// </summary>
    private const int Lead = 6;

    /// <summary>Room behind what is large, for a note of a WebSocket.</summary>
    private const int Slack = 64;

    /// <summary>The largest array of the shared pool.</summary>
    private const int LargestSharedArray = 1 << 20;

    /// <summary>The largest array that goes back to a pool, in bytes; larger ones grow by half.</summary>
    public const int LargestPooledArray = 16 << 20;

    private const int KeptOfEachSize = 2;

    /// <summary>The largest array of bytes that there is.</summary>
    private const int LargestArray = 0x7FFFFFC7;

    private static readonly ArrayPool<byte> LargeArrays =
        ArrayPool<byte>.Create(LargestPooledArray, KeptOfEachSize);

    private byte[] _array;
    private int _start;
    private int _written;

    /// <summary>Makes an empty buffer.</summary>
    /// <param name="capacity">The bytes to have room for at once.</param>
    public PooledBuffer(int capacity = SmallestArray)
    {
        _array = Take((int)Math.Min((long)Math.Max(capacity, 1) + Lead, LargestArray));
        Clear();
    }

    /// <summary>What has been written.</summary>
    public ReadOnlyMemory<byte> WrittenMemory => _array.AsMemory(_start, _written - _start);

    /// <summary>What has been written.</summary>
    public ReadOnlySpan<byte> WrittenSpan => _array.AsSpan(_start, _written - _start);

    /// <summary>How many bytes have been written.</summary>
    public int WrittenCount => _written - _start;

    /// <summary>How many bytes it takes in memory.</summary>
    public int Capacity => _array.Length;

    /// <summary>Forgets what has been written and keeps the array.</summary>
    public void Clear() => _start = _written = Lead;

    /// <summary>Forgets the first bytes that have been written: a header that has been read.</summary>
    /// <param name="count">How many.</param>
    /// <exception cref="ArgumentOutOfRangeException">That many have not been written.</exception>
    public void Skip(int count) => _start = (uint)count <= (uint)WrittenCount
        ? _start + count
        : throw new ArgumentOutOfRangeException(nameof(count), count, $"{WrittenCount} bytes have been written.");

    /// <summary>Forgets what has been written behind some bytes: what was begun and failed.</summary>
    /// <param name="count">How many bytes stay.</param>
    /// <exception cref="ArgumentOutOfRangeException">That many have not been written.</exception>
    public void CutTo(int count) => _written = (uint)count <= (uint)WrittenCount
        ? _start + count
        : throw new ArgumentOutOfRangeException(nameof(count), count, $"{WrittenCount} bytes have been written.");

    /// <summary>What has been written, to be changed in place: a header whose size is known at the end.</summary>
    /// <param name="start">From which byte.</param>
    /// <param name="length">How many bytes.</param>
    /// <exception cref="ArgumentOutOfRangeException">That much has not been written.</exception>
    public Span<byte> GetWritten(int start, int length) => (uint)start + (ulong)(uint)length <= (uint)WrittenCount
        ? _array.AsSpan(_start + start, length)
        : throw new ArgumentOutOfRangeException(nameof(start), start, $"{WrittenCount} bytes have been written.");

    /// <inheritdoc/>
    public void Advance(int count)
    {
        if (count < 0 || count > _array.Length - _written)
            throw new ArgumentOutOfRangeException(
                nameof(count), count, "More than the span that was given has room for.");
        _written += count;
    }

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _array.AsMemory(_written);
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _array.AsSpan(_written);
    }

    /// <summary>Makes an empty buffer of one that has been disposed of.</summary>
    /// <param name="capacity">The bytes to have room for at once.</param>
    internal void Renew(int capacity)
    {
        _array = Take(capacity + Lead);
        Clear();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        var array = _array;
        _array = [];
        _start = _written = 0;
        GiveBack(array);
    }

    private static byte[] Take(int size) =>
        size <= LargestSharedArray ? ArrayPool<byte>.Shared.Rent(size)
        : size <= LargestPooledArray ? LargeArrays.Rent(size)
        : GC.AllocateUninitializedArray<byte>(size);

    private static void GiveBack(byte[] array)
    {
        if (array.Length is > 0 and <= LargestSharedArray)
            ArrayPool<byte>.Shared.Return(array);
        else if (array.Length is > 0 and <= LargestPooledArray)
            LargeArrays.Return(array);
    }

    /// <summary>What it takes in memory when it has been asked for so many bytes more.</summary>
    internal long GetCapacityFor(int more)
    {
        if (_array.Length - _written >= more)
            return _array.Length;
        var needed = (long)WrittenCount + more + Lead;
        // What is as large as that is not copied for the few bytes that may stand behind a frame.
        if (needed > LargestPooledArray)
            needed += Slack;
        var grown = _array.Length < LargestPooledArray ? 2L * _array.Length : _array.Length + (_array.Length / 2L);
        return Math.Max(needed, grown);
    }

    private void Reserve(int sizeHint)
    {
        var size = Math.Max(sizeHint, 1);
        if (_array.Length - _written >= size)
            return;
        var needed = (long)WrittenCount + size;
        if (needed > LargestArray - Lead)
            throw new OverflowException($"A buffer holds {LargestArray - Lead} bytes, not {needed}.");
        var grown = Take((int)Math.Min(GetCapacityFor(size), LargestArray));
        WrittenSpan.CopyTo(grown.AsSpan(Lead));
        GiveBack(_array);
        _array = grown;
        _written -= _start - Lead;
        _start = Lead;
    }
}
