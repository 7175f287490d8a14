using System.Buffers;

namespace Rayforce.Ipc;

/// <summary>A buffer that grows, of arrays from the shared pool. Disposing it gives the array back.</summary>
public sealed class PooledBuffer : IBufferWriter<byte>, IDisposable
{
    private const int SmallestArray = 256;

    private byte[] _array;
    private int _written;

    /// <summary>Makes an empty buffer.</summary>
    /// <param name="capacity">The bytes to have room for at once.</param>
    public PooledBuffer(int capacity = SmallestArray) => _array = ArrayPool<byte>.Shared.Rent(Math.Max(capacity, 1));

    /// <summary>What has been written.</summary>
    public ReadOnlyMemory<byte> WrittenMemory => _array.AsMemory(0, _written);

    /// <summary>What has been written.</summary>
    public ReadOnlySpan<byte> WrittenSpan => _array.AsSpan(0, _written);

    /// <summary>How many bytes have been written.</summary>
    public int WrittenCount => _written;

    /// <summary>Forgets what has been written and keeps the array.</summary>
    public void Clear() => _written = 0;

    /// <summary>What has been written, to be changed in place: a header whose size is known at the end.</summary>
    /// <param name="start">From which byte.</param>
    /// <param name="length">How many bytes.</param>
    /// <exception cref="ArgumentOutOfRangeException">That much has not been written.</exception>
    public Span<byte> GetWritten(int start, int length) => (uint)start + (ulong)(uint)length <= (uint)_written
        ? _array.AsSpan(start, length)
        : throw new ArgumentOutOfRangeException(nameof(start), start, $"{_written} bytes have been written.");

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

    /// <inheritdoc/>
    public void Dispose()
    {
        var array = _array;
        _array = [];
        _written = 0;
        if (array.Length > 0)
            ArrayPool<byte>.Shared.Return(array);
    }

    private void Reserve(int sizeHint)
    {
        var size = Math.Max(sizeHint, 1);
        if (_array.Length - _written >= size)
            return;
        var needed = checked(_written + size);
        var grown = ArrayPool<byte>.Shared.Rent(Math.Max(needed, (int)Math.Min(2L * _array.Length, int.MaxValue / 2)));
        _array.AsSpan(0, _written).CopyTo(grown);
        ArrayPool<byte>.Shared.Return(_array);
        _array = grown;
    }
}
