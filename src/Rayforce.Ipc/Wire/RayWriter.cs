using System.Buffers;
using System.Runtime.CompilerServices;

namespace Rayforce.Ipc;

/// <summary>
/// Writes one payload to a buffer, object after object. Call <see cref="Flush"/> at the end. Nothing is allocated but
/// what the buffer allocates.
/// </summary>
/// <remarks>
/// What wire version 1 lacks goes in the widest type that it has: an F32 as an F64, a Timespan as an I64 of
/// nanoseconds. The caller writes as many objects after a header as the header says; <see cref="RaySerializer"/> does
/// so for whole objects.
/// </remarks>
public ref partial struct RayWriter
{
    private const int VectorHeaderSize = 2 + sizeof(long);

    private readonly IBufferWriter<byte> _output;
    private Span<byte> _span;
    private int _used;
    private long _flushed;

    /// <summary>Starts to write.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="version">The wire version to write.</param>
    /// <param name="options">What of several forms to write.</param>
    public RayWriter(
        IBufferWriter<byte> output, WireVersion version, RayWriteOptions options = RayWriteOptions.None)
    {
        if (!BitConverter.IsLittleEndian)
            throw new PlatformNotSupportedException(
                "The Rayforce wire format is little-endian, and so must be the machine.");
        _output = output ?? throw new ArgumentNullException(nameof(output));
        _span = default;
        _used = 0;
        _flushed = 0;
        Version = version;
        Options = options;
    }

    /// <summary>The wire version.</summary>
    public WireVersion Version { get; }

    /// <summary>What of several forms is written.</summary>
    public RayWriteOptions Options { get; }

    /// <summary>How many bytes have been written.</summary>
    public readonly long BytesWritten => _flushed + _used;

    /// <summary>Hands what has been written to the buffer.</summary>
    public void Flush()
    {
        if (_used > 0)
            _output.Advance(_used);
        _flushed += _used;
        _used = 0;
        _span = default;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void WriteRaw<T>(T value)
        where T : unmanaged
    {
        var size = Unsafe.SizeOf<T>();
        if (_span.Length - _used < size)
            Grow(size);
        Unsafe.WriteUnaligned(ref _span[_used], value);
        _used += size;
    }

    private void WriteRaw(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            // All of them are asked for, so that a buffer that can grow grows once.
            if (_span.Length == _used)
                Grow(bytes.Length);
            var room = Math.Min(bytes.Length, _span.Length - _used);
            bytes.Slice(0, room).CopyTo(_span.Slice(_used));
            _used += room;
            bytes = bytes.Slice(room);
        }
    }

    /// <summary>Asks for room in one piece.</summary>
    /// <returns>Whether there is; a buffer need not have so much.</returns>
    private bool TryReserve(long size)
    {
        if (_span.Length - _used < size && size <= int.MaxValue)
            Grow((int)size);
        return _span.Length - _used >= size;
    }

    private void Grow(int size)
    {
        Flush();
        _span = _output.GetSpan(size);
    }

    private void WriteType(RayType type, bool isAtom)
    {
        var code = WireTypes.GetCode(Version, type);
        WriteRaw((sbyte)(isAtom ? -code : code));
    }

    /// <summary>Type, attributes and count; wire version 1 always writes attributes 0.</summary>
    private void WriteVectorHeader(RayType type, RayAttributes attributes, long count)
    {
        WriteType(type, isAtom: false);
        WriteRaw(Version == WireVersion.V3 ? (byte)attributes : (byte)0);
        WriteRaw(count);
    }
}
