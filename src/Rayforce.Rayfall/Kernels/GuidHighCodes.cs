using System.Buffers.Binary;

namespace Rayforce.Rayfall.Kernels;

/// <summary>The codes of the first halves of guids.</summary>
internal readonly struct GuidHighCodes : ISortCodes<Guid>
{
    public static ulong Of(Guid element)
    {
        Span<byte> bytes = stackalloc byte[16];
        element.TryWriteBytes(bytes);
        return BinaryPrimitives.ReadUInt64BigEndian(bytes);
    }

    public static void Write(ReadOnlySpan<Guid> elements, Span<ulong> codes)
    {
        for (var i = 0; i < codes.Length; i++)
            codes[i] = Of(elements[i]);
    }
}
