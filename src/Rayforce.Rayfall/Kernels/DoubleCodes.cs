using System.Runtime.Intrinsics;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Kernels;

/// <summary>The codes of 64-bit floats.</summary>
internal readonly struct DoubleCodes : IReversibleCodes<double>
{
    public static ulong Of(double element) => OrderedBits.Of(element);

    public static double ToElement(ulong code)
    {
        if (code == 0)
            return ElementTypes.F64.Null;
        var bits = (long)code;
        return BitConverter.Int64BitsToDouble(bits ^ (~(bits >> 63) | long.MinValue));
    }

    public static void Write(ReadOnlySpan<double> elements, Span<ulong> codes)
    {
        codes = codes[..elements.Length];
        var i = 0;
        for (; i <= elements.Length - Vector512<double>.Count; i += Vector512<double>.Count)
        {
            var values = Vector512.Create(elements[i..]) + Vector512<double>.Zero;
            var bits = values.AsInt64();
            var code = bits ^ ((bits >> 63) | Vector512.Create(long.MinValue));
            (code & Vector512.Equals(values, values).AsInt64()).AsUInt64().CopyTo(codes[i..]);
        }

        for (; i < elements.Length; i++)
            codes[i] = OrderedBits.Of(elements[i]);
    }
}
