using System.Numerics;

namespace Rayforce.Rayfall.Kernels;

/// <summary>
/// A key of integers: its codes are the distances from the least. The null, which is far from all others, takes the
/// code 0 where there is one.
/// </summary>
internal sealed class IntegerKeys<T> : KeyColumn
    where T : unmanaged, IBinaryInteger<T>
{
    private readonly ReadOnlyMemory<T> _values;
    private readonly T _null;
    private readonly T _zero;
    private readonly bool _hasNull;

    /// <param name="values">The elements.</param>
    /// <param name="least">The least of those asked for that is not the null.</param>
    /// <param name="greatest">The greatest.</param>
    /// <param name="null">The null, where <paramref name="hasNull"/>.</param>
    /// <param name="hasNull">Whether the null is to have a code of its own.</param>
    public IntegerKeys(ReadOnlyMemory<T> values, T least, T greatest, T @null, bool hasNull)
    {
        // The value whose code is 0: one below the least where that is the null's.
        var first = hasNull ? unchecked(least - T.One) : least;
        (_values, _null, _hasNull, _zero) = (values, @null, hasNull, first);
        Last = ulong.CreateTruncating(greatest) - ulong.CreateTruncating(first);
    }

    public override void Add(Span<ulong> codes, ulong stride, int start, ReadOnlySpan<int> rows) =>
        Add<ulong>(codes, stride, start, rows);

    public override void Add(Span<uint> codes, uint stride, int start, ReadOnlySpan<int> rows) =>
        Add<uint>(codes, stride, start, rows);

    private void Add<TCode>(Span<TCode> codes, TCode stride, int start, ReadOnlySpan<int> rows)
        where TCode : unmanaged, IBinaryInteger<TCode>, IMinMaxValue<TCode>
    {
        var values = _values.Span;
        var zero = TCode.CreateTruncating(_zero);
        if (!rows.IsEmpty)
        {
            for (var i = 0; i < rows.Length; i++)
            {
                var value = values[rows[i]];
                var code = unchecked(TCode.CreateTruncating(value) - zero);
                codes[i] += stride * (_hasNull && value == _null ? TCode.Zero : code);
            }

            return;
        }

        values = values.Slice(start, codes.Length);
        if (_hasNull)
        {
            for (var i = 0; i < values.Length; i++)
            {
                var code = unchecked(TCode.CreateTruncating(values[i]) - zero);
                codes[i] += stride * (values[i] == _null ? TCode.Zero : code);
            }
        }
        else
        {
            for (var i = 0; i < values.Length; i++)
                codes[i] += stride * unchecked(TCode.CreateTruncating(values[i]) - zero);
        }
    }
}
