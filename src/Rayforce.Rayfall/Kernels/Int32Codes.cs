using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Rayforce.Rayfall.Kernels;

/// <summary>The codes of 32-bit integers.</summary>
internal readonly struct Int32Codes : IReversibleCodes<int>
{
    public static ulong Of(int element) => OrderedBits.Of(element);

    public static int ToElement(ulong code) => (int)code ^ int.MinValue;

    public static void Write(ReadOnlySpan<int> elements, Span<ulong> codes)
    {
        TensorPrimitives.ConvertTruncating(MemoryMarshal.Cast<int, uint>(elements), codes);
        TensorPrimitives.Xor(codes, 0x8000_0000UL, codes);
    }
}
