namespace Rayforce.Rayfall.Kernels;

/// <summary>The codes of 16-bit integers.</summary>
internal readonly struct Int16Codes : IReversibleCodes<short>
{
    public static ulong Of(short element) => OrderedBits.Of(element);

    public static short ToElement(ulong code) => (short)((short)code ^ short.MinValue);

    public static void Write(ReadOnlySpan<short> elements, Span<ulong> codes)
    {
        for (var i = 0; i < codes.Length; i++)
            codes[i] = OrderedBits.Of(elements[i]);
    }
}
