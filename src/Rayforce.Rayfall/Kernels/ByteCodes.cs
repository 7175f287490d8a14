using System.Numerics.Tensors;

namespace Rayforce.Rayfall.Kernels;

/// <summary>The codes of bytes.</summary>
internal readonly struct ByteCodes : IReversibleCodes<byte>
{
    public static ulong Of(byte element) => OrderedBits.Of(element);

    public static byte ToElement(ulong code) => (byte)code;

    public static void Write(ReadOnlySpan<byte> elements, Span<ulong> codes) =>
        TensorPrimitives.ConvertTruncating(elements, codes);
}
