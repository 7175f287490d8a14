using System.IO.Hashing;
using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Kernels;

/// <summary>
/// When two values are the same as keys: numbers of every type by what they are, everything else by type and content.
/// Nulls of numbers are one, -0.0 is 0.0.
/// </summary>
internal static class Sameness
{
    public static bool Same(Budget budget, Value left, Value right)
    {
        if (left.Scalar is { } type)
        {
            if (right.Scalar is not { } other)
                return false;
            if (type == other && !type.IsFloat)
                return left.Bits == right.Bits;
            if (!type.IsNumeric || !other.IsNumeric)
                return type.Type == other.Type && left.Bits == right.Bits;
            if (!type.IsFloat && !other.IsFloat && !left.IsNull && !right.IsNull)
                return left.Bits == right.Bits;
            return Number(left, type).Equals(Number(right, other));
        }

        if (right.Scalar is not null)
            return false;
        return (left.Datum, right.Datum) switch
        {
            (null, null) => true,
            (TextAtom a, TextAtom b) => a.Utf8.SequenceEqual(b.Utf8),
            (GuidAtom a, GuidAtom b) => a.Value == b.Value,
            (Column a, Column b) => Same(budget, a, b),
            (TableValue a, TableValue b) => a.Names.SequenceEqual(b.Names) && Same(budget, a.Columns, b.Columns),
            (DictValue a, DictValue b) => Same(budget, a.Keys, b.Keys) && Same(budget, a.Values, b.Values),
            var (a, b) => ReferenceEquals(a, b),
        };
    }

    public static ulong Hash(Budget budget, Value value, ulong seed)
    {
        if (value.Scalar is { } type)
        {
            return type.IsNumeric
                ? Mixing.Hash(seed, (ulong)BitConverter.DoubleToInt64Bits(Number(value, type)))
                : Mixing.Hash(seed + (ulong)type.Type, (ulong)value.Bits);
        }

        switch (value.Datum)
        {
            case TextAtom text:
                return Hash(text.Utf8, seed);
            case GuidAtom guid:
                return Hash(guid.Value, seed);
            case Column column:
                return Hash(budget, column, seed);
            case TableValue table:
                var hash = seed;
                foreach (var name in table.Names)
                    hash = Mixing.Hash(hash, (uint)name);
                foreach (var column in table.Columns)
                    hash = Hash(budget, column, hash);
                return hash;
            case DictValue dict:
                return Hash(budget, dict.Values, Hash(budget, dict.Keys, seed));
            case { } other:
                return Mixing.Hash(seed, (ulong)System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(other));
            default:
                return Mixing.Hash(seed, 0);
        }
    }

    private static bool Same(Budget budget, ReadOnlySpan<Column> left, ReadOnlySpan<Column> right)
    {
        for (var i = 0; i < left.Length; i++)
        {
            if (!Same(budget, left[i], right[i]))
                return false;
        }

        return true;
    }

    private static bool Same(Budget budget, Column left, Column right)
    {
        Budget.RequireStack();
        budget.Step();
        if (left.Type != right.Type || left.Count != right.Count)
            return false;
        for (var i = 0; i < left.Count; i++)
        {
            if (i % Budget.BlockSize == 0)
                budget.Check();
            // Texts and guids as they lie there: as atoms they would be an object each.
            var isSame = (left, right) switch
            {
                (TextColumn a, TextColumn b) => a.Utf8(i).SequenceEqual(b.Utf8(i)),
                (Column<Guid> a, Column<Guid> b) => a.Span[i] == b.Span[i],
                _ => Same(budget, left[i], right[i]),
            };
            if (!isSame)
                return false;
        }

        return true;
    }

    private static ulong Hash(ReadOnlySpan<byte> bytes, ulong seed) =>
        XxHash3.HashToUInt64(bytes, (long)(seed ^ Mixing.Seed));

    private static ulong Hash(Guid guid, ulong seed)
    {
        Span<byte> bytes = stackalloc byte[16];
        guid.TryWriteBytes(bytes);
        return Hash(bytes, seed);
    }

    private static ulong Hash(Budget budget, Column column, ulong seed)
    {
        Budget.RequireStack();
        budget.Step();
        var hash = Mixing.Hash(seed, (ulong)column.Type ^ ((ulong)column.Count << 8));
        for (var i = 0; i < column.Count; i++)
        {
            if (i % Budget.BlockSize == 0)
                budget.Check();
            hash = column switch
            {
                TextColumn texts => Hash(texts.Utf8(i), hash),
                Column<Guid> guids => Hash(guids.Span[i], hash),
                _ => Hash(budget, column[i], hash),
            };
        }

        return hash;
    }

    /// <summary>The number of an atom as a key: one NaN, no -0.0.</summary>
    private static double Number(Value value, ElementType type)
    {
        if (value.IsNull)
            return double.NaN;
        return type.IsFloat ? value.Double + 0.0 : value.Bits;
    }
}
