using System.Numerics;

namespace Rayforce.Rayfall;

/// <summary><c>xbar</c>: the beginning of the bucket that a value lies in.</summary>
internal static class Buckets
{
    public static RayObject Bucket(Evaluation evaluation, RayObject column, RayObject width)
    {
        return Broadcast.Apply(evaluation, "UNKNOWN", column, width, OnAtoms, OnColumns);

        static RayVector OnColumns(Evaluation e, RayObject column, RayObject width, RayType type, int count)
        {
            var fits = width is RayAtom<long> || (width is RayAtom<int> or RayAtom<short> && Atoms.ToInt64(width) > 0);
            var whole = fits && !Atoms.IsNull(width) && Atoms.ToInt64(width) != 0
                && column.Type is RayType.I64 or RayType.I32 or RayType.I16
                    or RayType.Date or RayType.Time or RayType.Timestamp;
            if (!whole)
                return Broadcast.EachPair(e, column, width, type, count, OnAtoms);
            var rule = new ArithmeticRule(column.Type, column.Type);
            return ColumnMath.Int64<BucketOperation>(e, column, width, column.Type, count, rule);
        }
    }

    private static RayObject OnAtoms(RayObject value, RayObject width)
    {
        var (type, unit) = (value.Type, width.Type);
        var fits = value is RayAtom && width is RayAtom && Atoms.IsNumeric(type)
            ? Atoms.IsNumeric(unit)
            : Atoms.IsTemporal(type) && (Atoms.IsTemporal(unit) || (Atoms.IsNumeric(unit) && unit != RayType.F64));
        if (!fits)
            throw Fault.Type($"xbar: unsupported operand types, got {TypeNames.Of(value, width)}");
        if (Atoms.IsNull(width) || Atoms.ToDouble(width) == 0 || (Atoms.IsNull(value) && Atoms.IsNumeric(type)))
            throw Fault.Domain("xbar: bucket size must be non-zero and operands non-null");
        if (Atoms.IsNumeric(type) && (Atoms.IsDecimal(type) || Atoms.IsDecimal(unit)))
            return Atoms.FromDouble(Math.Floor(Atoms.ToDouble(value) / Atoms.ToDouble(width)) * Atoms.ToDouble(width));
        var size = Atoms.ToInt64(width) * (type == RayType.Timestamp && unit == RayType.Time ? Moments.Unit(unit) : 1);
        var start = BucketOperation.Invoke(Atoms.ToInt64(value), size);
        return Atoms.FromInt64(Atoms.IsTemporal(type) || (type == unit && type is RayType.I32 or RayType.I16)
            ? type
            : RayType.I64, start);
    }
}

/// <summary>The multiple of the right operand that is next below the left one.</summary>
internal readonly struct BucketOperation : IInt64Operation
{
    public static long Invoke(long left, long right) => left - ModuloOperation.Invoke(left, right);

    public static Vector<long> Invoke(Vector<long> left, Vector<long> right) =>
        left - ModuloOperation.Invoke(left, right);
}
