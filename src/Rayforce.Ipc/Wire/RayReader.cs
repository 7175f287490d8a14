using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Rayforce.Ipc;

/// <summary>
/// Pulls values out of one payload. The caller reads a header, then the value, or one of the typed methods that do both.
/// Nothing is allocated and nothing copied: texts and fixed-width vectors are views of the payload.
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
            throw new PlatformNotSupportedException("The Rayforce wire format is little-endian, and so must be the machine.");
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

    /// <summary>Reads what stands before a value: type, flags or attributes, and the count where there is one.</summary>
    public ObjectHeader ReadHeader()
    {
        var start = _offset;
        var code = (int)ReadValue<sbyte>();
        if (!WireTypes.TryGetType(Version, Math.Abs(code), out var type) || (code < 0 && type is RayType.List or > RayType.Char))
            throw Fail(WireStatus.UnknownType, start);
        return code < 0 ? ReadAtomHeader(type) : ReadVectorHeader(type);
    }

    /// <summary>Reads the value of an atom whose header has been read.</summary>
    /// <typeparam name="T">The type in the wire's layout.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T ReadValue<T>()
        where T : unmanaged
    {
        var status = WirePrimitives.TryReadValue(_payload, ref _offset, out T value);
        return status == WireStatus.Done ? value : throw Fail(status, _offset);
    }

    /// <summary>Reads the elements of a fixed-width vector whose header has been read.</summary>
    /// <typeparam name="T">The type in the wire's layout.</typeparam>
    /// <param name="count">How many, from the header.</param>
    /// <returns>A view of the payload.</returns>
    public ReadOnlySpan<T> ReadElements<T>(int count)
        where T : unmanaged
    {
        var size = (long)count * Unsafe.SizeOf<T>();
        return size <= Remaining
            ? MemoryMarshal.Cast<byte, T>(ReadBytes((int)size))
            : throw Fail(WireStatus.NeedMore, _offset);
    }

    /// <summary>Reads the bytes of a String atom or element.</summary>
    /// <param name="count">How many, from the header.</param>
    /// <returns>A view of the payload.</returns>
    public ReadOnlySpan<byte> ReadBytes(int count)
    {
        var status = WirePrimitives.TryReadBytes(_payload, ref _offset, count, out var bytes);
        return status == WireStatus.Done ? bytes : throw Fail(status, _offset);
    }

    /// <summary>Reads bytes that a NUL ends: a symbol, an element of a Symbol vector, the name of a builtin.</summary>
    /// <returns>A view of the payload, without the NUL.</returns>
    public ReadOnlySpan<byte> ReadName()
    {
        var status = WirePrimitives.TryReadName(_payload, ref _offset, out var name);
        return status == WireStatus.Done ? name : throw Fail(status, _offset);
    }

    /// <summary>Reads the 64-bit byte count that stands before each element of a String vector.</summary>
    public int ReadTextCount()
    {
        var status = WirePrimitives.TryReadCount(_payload, ref _offset, 1, out var count);
        return status == WireStatus.Done ? count : throw Fail(status, _offset);
    }

    private ObjectHeader ReadAtomHeader(RayType type)
    {
        var flags = Version == WireVersion.V3 ? ReadValue<byte>() : (byte)0;
        var count = type == RayType.String ? ReadTextCount() : 0;
        return new ObjectHeader(type, IsAtom: true, flags, count);
    }

    private ObjectHeader ReadVectorHeader(RayType type)
    {
        switch (type)
        {
            case RayType.Null or RayType.Error or RayType.Unary or RayType.Binary or RayType.Variadic:
                return new ObjectHeader(type, IsAtom: true, 0, 0);
            case RayType.Table or RayType.Dict or RayType.Lambda:
                return new ObjectHeader(type, IsAtom: type == RayType.Lambda, ReadValue<byte>(), 0);
        }

        var attributes = ReadValue<byte>();
        // A list element takes at least its type byte, a symbol its NUL. Native lets a string vector's count go up to the
        // remaining bytes too and finds out at the first element that is not there.
        var status = WirePrimitives.TryReadCount(_payload, ref _offset, Math.Max(1, WireTypes.GetWidth(type)), out var count);
        if (status != WireStatus.Done)
            throw Fail(status, _offset);
        return type == RayType.Char
            ? new ObjectHeader(RayType.String, IsAtom: true, 0, count)
            : new ObjectHeader(type, IsAtom: false, attributes, count);
    }

    private static RayforceFormatException Fail(WireStatus status, int offset) => new(status, offset);
}
