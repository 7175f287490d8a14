using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Rayforce.Ipc;

/// <summary>
/// The lowest layer of the codec: single values read from spans. Nothing here throws on bad data or allocates; a method
/// that is not <see cref="WireStatus.Done"/> leaves the offset where it was.
/// </summary>
public static class WirePrimitives
{
    /// <summary>Reads a little-endian value of a fixed width.</summary>
    /// <typeparam name="T">A blittable type in the wire's layout.</typeparam>
    /// <param name="source">The bytes.</param>
    /// <param name="offset">Where the value begins; afterwards, where it ended.</param>
    /// <param name="value">The value, when done.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WireStatus TryReadValue<T>(ReadOnlySpan<byte> source, scoped ref int offset, out T value)
        where T : unmanaged
    {
        if (source.Length - offset < Unsafe.SizeOf<T>())
        {
            value = default;
            return WireStatus.NeedMore;
        }

        value = MemoryMarshal.Read<T>(source.Slice(offset));
        offset += Unsafe.SizeOf<T>();
        return WireStatus.Done;
    }

    /// <summary>Takes a number of bytes as they are.</summary>
    /// <param name="source">The bytes.</param>
    /// <param name="offset">Where they begin; afterwards, where they ended.</param>
    /// <param name="count">How many.</param>
    /// <param name="bytes">The bytes, when done.</param>
    public static WireStatus TryReadBytes(
        ReadOnlySpan<byte> source, scoped ref int offset, int count, out ReadOnlySpan<byte> bytes)
    {
        if (count < 0 || source.Length - offset < count)
        {
            bytes = default;
            return count < 0 ? WireStatus.BadLength : WireStatus.NeedMore;
        }

        bytes = source.Slice(offset, count);
        offset += count;
        return WireStatus.Done;
    }

    /// <summary>Reads bytes that a NUL ends: a symbol or the name of a builtin.</summary>
    /// <param name="source">The bytes.</param>
    /// <param name="offset">Where the name begins; afterwards, behind its NUL.</param>
    /// <param name="name">The name without its NUL, when done.</param>
    public static WireStatus TryReadName(ReadOnlySpan<byte> source, scoped ref int offset, out ReadOnlySpan<byte> name)
    {
        var rest = source.Slice(offset);
        var length = rest.IndexOf((byte)0);
        if (length < 0)
        {
            name = default;
            return WireStatus.Unterminated;
        }

        name = rest.Slice(0, length);
        offset += length + 1;
        return WireStatus.Done;
    }

    /// <summary>Reads a 64-bit element count and checks it against the bytes that remain.</summary>
    /// <param name="source">The bytes.</param>
    /// <param name="offset">Where the count begins; afterwards, where it ended.</param>
    /// <param name="elementSize">The fewest bytes that one element takes.</param>
    /// <param name="count">The count, when done.</param>
    public static WireStatus TryReadCount(
        ReadOnlySpan<byte> source, scoped ref int offset, int elementSize, out int count)
    {
        count = 0;
        var position = offset;
        if (TryReadValue(source, ref position, out long declared) != WireStatus.Done)
            return WireStatus.NeedMore;
        if (declared is < 0 or > WireLimits.MaxCount || declared * elementSize > source.Length - position)
            return WireStatus.BadLength;
        count = (int)declared;
        offset = position;
        return WireStatus.Done;
    }
}
