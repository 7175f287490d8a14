using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Kernels;

/// <summary>The codes of 32-bit floats.</summary>
internal readonly struct SingleCodes : IReversibleCodes<float>
{
    public static ulong Of(float element) => OrderedBits.Of(element);

    public static float ToElement(ulong code)
    {
        if (code == 0)
            return ElementTypes.F32.Null;
        var bits = (int)code;
        return BitConverter.Int32BitsToSingle(bits ^ (~(bits >> 31) | int.MinValue));
    }

    public static void Write(ReadOnlySpan<float> elements, Span<ulong> codes)
    {
        for (var i = 0; i < codes.Length; i++)
            codes[i] = OrderedBits.Of(elements[i]);
    }
}
