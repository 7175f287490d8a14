using System.Numerics;

namespace Rayforce.Rayfall.Kernels;

/// <summary>A key of floats: its codes are their bits, where -0.0 is 0.0 and every NaN is one.</summary>
internal sealed class FloatKeys<T> : KeyColumn
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ReadOnlyMemory<T> _values;

    public FloatKeys(ReadOnlyMemory<T> values) =>
        (_values, Last) = (values, typeof(T) == typeof(double) ? ulong.MaxValue : uint.MaxValue);

    public static ulong Code(T value)
    {
        if (T.IsNaN(value))
            value = T.NaN;
        value += T.Zero;
        return typeof(T) == typeof(double)
            ? BitConverter.DoubleToUInt64Bits(double.CreateTruncating(value))
            : BitConverter.SingleToUInt32Bits(float.CreateTruncating(value));
    }

    public override void Add(Span<ulong> codes, ulong stride, int start, ReadOnlySpan<int> rows)
    {
        var values = _values.Span;
        for (var i = 0; i < codes.Length; i++)
            codes[i] += stride * Code(values[rows.IsEmpty ? start + i : rows[i]]);
    }

    public override void Add(Span<uint> codes, uint stride, int start, ReadOnlySpan<int> rows)
    {
        var values = _values.Span;
        for (var i = 0; i < codes.Length; i++)
            codes[i] += stride * (uint)Code(values[rows.IsEmpty ? start + i : rows[i]]);
    }
}
