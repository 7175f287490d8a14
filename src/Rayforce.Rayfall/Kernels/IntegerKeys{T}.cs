using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

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
            var done = typeof(TCode) == typeof(uint)
                ? AddVectors(values, MemoryMarshal.Cast<TCode, uint>(codes), uint.CreateTruncating(stride))
                : 0;
            for (var i = done; i < values.Length; i++)
                codes[i] += stride * unchecked(TCode.CreateTruncating(values[i]) - zero);
        }
    }

    /// <summary>Adds the codes of whole vectors of elements.</summary>
    /// <returns>Of how many.</returns>
    private int AddVectors(ReadOnlySpan<T> values, Span<uint> codes, uint stride)
    {
        var zero = Vector256.Create(uint.CreateTruncating(_zero));
        var strides = Vector256.Create(stride);
        ref var target = ref MemoryMarshal.GetReference(codes);
        var end = values.Length - (values.Length % Vector256<uint>.Count);
        if (typeof(T) == typeof(int))
        {
            ref var source = ref MemoryMarshal.GetReference(MemoryMarshal.Cast<T, uint>(values));
            for (nuint i = 0; i < (nuint)end; i += (nuint)Vector256<uint>.Count)
            {
                var code = (Vector256.LoadUnsafe(ref source, i) - zero) * strides;
                (Vector256.LoadUnsafe(ref target, i) + code).StoreUnsafe(ref target, i);
            }

            return end;
        }

        if (typeof(T) == typeof(long))
        {
            ref var source = ref MemoryMarshal.GetReference(MemoryMarshal.Cast<T, ulong>(values));
            for (nuint i = 0; i < (nuint)end; i += (nuint)Vector256<uint>.Count)
            {
                var value = Vector256.Narrow(
                    Vector256.LoadUnsafe(ref source, i),
                    Vector256.LoadUnsafe(ref source, i + (nuint)Vector256<ulong>.Count));
                (Vector256.LoadUnsafe(ref target, i) + ((value - zero) * strides)).StoreUnsafe(ref target, i);
            }

            return end;
        }

        return 0;
    }
}
