using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Rayforce.Rayfall.Kernels;

/// <summary>The codes of 64-bit integers.</summary>
internal readonly struct Int64Codes : IReversibleCodes<long>
{
    public static ulong Of(long element) => OrderedBits.Of(element);

    public static long ToElement(ulong code) => (long)code ^ long.MinValue;

    public static void Write(ReadOnlySpan<long> elements, Span<ulong> codes) =>
        TensorPrimitives.Xor(MemoryMarshal.Cast<long, ulong>(elements), 1UL << 63, codes);
}
