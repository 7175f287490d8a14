using System.Runtime.CompilerServices;

namespace Rayforce.Ipc;

/// <summary>
/// Pulls values out of one payload. The caller reads a header, then the value, or one of the typed methods that do
/// both. Nothing is allocated and nothing copied: texts and fixed-width vectors are views of the payload.
/// </summary>
/// <remarks>
/// Every method throws <see cref="RayforceFormatException"/> on malformed bytes, with the offset inside the payload. A
/// vector's view need not be aligned to its element size.
/// </remarks>
public ref partial struct RayReader
{
    private readonly ReadOnlySpan<byte> _payload;
    private int _offset;

    /// <summary>Starts at the beginning of a payload.</summary>
    /// <param name="payload">The bytes after a frame's header, unpacked.</param>
    /// <param name="version">The wire version that the header names.</param>
    public RayReader(ReadOnlySpan<byte> payload, WireVersion version)
    {
        if (!BitConverter.IsLittleEndian)
            throw new PlatformNotSupportedException(
                "The Rayforce wire format is little-endian, and so must be the machine.");
        _payload = payload;
        _offset = 0;
        Version = version;
    }

    /// <summary>The wire version.</summary>
    public WireVersion Version { get; }

    /// <summary>How many bytes have been read.</summary>
    public readonly int Offset => _offset;

    /// <summary>How many bytes are left.</summary>
    public readonly int Remaining => _payload.Length - _offset;

    /// <summary>The bytes that are left.</summary>
    internal readonly ReadOnlySpan<byte> Rest => _payload.Slice(_offset);

    /// <summary>
    /// Reads what stands before a value: type, flags or attributes, and the count where there is one.
    /// </summary>
    public ObjectHeader ReadHeader()
    {
        var status = TryReadHeader(out var header);
        return status == WireStatus.Done ? header : throw Fail(status, _offset);
    }

    /// <summary>Reads the value of an atom whose header has been read.</summary>
    /// <typeparam name="T">The type in the wire's layout.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T ReadValue<T>()
        where T : unmanaged
    {
        var status = TryReadValue(out T value);
        return status == WireStatus.Done ? value : throw Fail(status, _offset);
    }

    /// <summary>Reads the elements of a fixed-width vector whose header has been read.</summary>
    /// <typeparam name="T">The type in the wire's layout.</typeparam>
    /// <param name="count">How many, from the header.</param>
    /// <returns>A view of the payload.</returns>
    public ReadOnlySpan<T> ReadElements<T>(int count)
        where T : unmanaged
    {
        var status = TryReadElements<T>(count, out var elements);
        return status == WireStatus.Done ? elements : throw Fail(status, _offset);
    }

    /// <summary>Reads the bytes of a String atom or element.</summary>
    /// <param name="count">How many, from the header.</param>
    /// <returns>A view of the payload.</returns>
    public ReadOnlySpan<byte> ReadBytes(int count)
    {
        var status = TryReadBytes(count, out var bytes);
        return status == WireStatus.Done ? bytes : throw Fail(status, _offset);
    }

    /// <summary>Reads bytes that a NUL ends: a symbol, an element of a Symbol vector, the name of a builtin.</summary>
    /// <returns>A view of the payload, without the NUL.</returns>
    public ReadOnlySpan<byte> ReadName()
    {
        var status = TryReadName(out var name);
        return status == WireStatus.Done ? name : throw Fail(status, _offset);
    }

    /// <summary>Reads the 64-bit byte count that stands before each element of a String vector.</summary>
    public int ReadTextCount()
    {
        var status = TryReadCount(elementSize: 1, out var count);
        return status == WireStatus.Done ? count : throw Fail(status, _offset);
    }

    private static RayforceFormatException Fail(WireStatus status, int offset) => new(status, offset);
}
