using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Rayforce.Ipc;

/// <content>
/// The same by status, for the serializer: an exception that comes through 512 levels of objects is dear. Where a
/// method is not done, the offset stands where the trouble is.
/// </content>
public ref partial struct RayReader
{
    internal WireStatus TryReadHeader(out ObjectHeader header)
    {
        header = default;
        var start = _offset;
        var status = TryReadValue(out sbyte signed);
        if (status != WireStatus.Done)
            return status;
        var code = Math.Abs((int)signed);
        if (WireTypes.TryGetType(Version, code, out var type)
            && (signed >= 0 || type is (> RayType.List and <= RayType.Char) or RayType.Timespan))
            return signed < 0 ? TryReadAtomHeader(type, out header) : TryReadVectorHeader(type, out header);
        _offset = start;
        return WireStatus.UnknownType;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal WireStatus TryReadValue<T>(out T value)
        where T : unmanaged => WirePrimitives.TryReadValue(_payload, ref _offset, out value);

    internal WireStatus TryReadElements<T>(int count, out ReadOnlySpan<T> elements)
        where T : unmanaged
    {
        elements = default;
        var size = (long)count * Unsafe.SizeOf<T>();
        if (size > Remaining)
            return WireStatus.NeedMore;
        var status = TryReadBytes((int)size, out var bytes);
        elements = MemoryMarshal.Cast<byte, T>(bytes);
        return status;
    }

    internal WireStatus TryReadBytes(int count, out ReadOnlySpan<byte> bytes) =>
        WirePrimitives.TryReadBytes(_payload, ref _offset, count, out bytes);

    /// <summary>Passes over bytes that are there.</summary>
    internal void Skip(int count) => _offset += count;

    internal WireStatus TryReadName(out ReadOnlySpan<byte> name) =>
        WirePrimitives.TryReadName(_payload, ref _offset, out name);

    internal WireStatus TryReadCount(int elementSize, out int count) =>
        WirePrimitives.TryReadCount(_payload, ref _offset, elementSize, out count);

    private WireStatus TryReadAtomHeader(RayType type, out ObjectHeader header)
    {
        byte flags = 0;
        var count = 0;
        var status = Version == WireVersion.V3 ? TryReadValue(out flags) : WireStatus.Done;
        if (status == WireStatus.Done && type == RayType.String)
            status = TryReadCount(elementSize: 1, out count);
        header = new ObjectHeader(type, IsAtom: true, flags, count);
        return status;
    }

    private WireStatus TryReadVectorHeader(RayType type, out ObjectHeader header)
    {
        header = new ObjectHeader(type, IsAtom: true, 0, 0);
        if (type is RayType.Null or RayType.Error or RayType.Unary or RayType.Binary or RayType.Variadic)
            return WireStatus.Done;
        var status = TryReadValue(out byte attributes);
        header = new ObjectHeader(type, IsAtom: type == RayType.Lambda, attributes, 0);
        if (status != WireStatus.Done || type is RayType.Table or RayType.Dict or RayType.Lambda)
            return status;
        // A list element takes at least its type byte, a symbol its NUL. Native lets a string vector's count go up to
        // the remaining bytes too and finds out at the first element that is not there.
        status = TryReadCount(Math.Max(1, WireTypes.GetWidth(Version, type)), out var count);
        header = type == RayType.Char
            ? new ObjectHeader(RayType.String, IsAtom: true, 0, count)
            : new ObjectHeader(type, IsAtom: false, attributes, count);
        return status;
    }
}
