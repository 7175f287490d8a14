namespace Rayforce.Rayfall;

/// <summary>The arithmetic of two operands.</summary>
internal static class Arithmetic
{
    private delegate ArithmeticRule Rule(RayObject left, RayObject right);

    public static void Register(BuiltinTable.Builder table)
    {
        table.Binary("+", (evaluation, left, right) =>
            Apply<AddOperation, AddOperation>(evaluation, "ADD", left, right, ArithmeticRule.Add));
        table.Binary("-", (evaluation, left, right) =>
            Apply<SubtractOperation, SubtractOperation>(evaluation, "SUB", left, right, ArithmeticRule.Subtract));
        table.Binary("*", (evaluation, left, right) =>
            Apply<MultiplyOperation, MultiplyOperation>(evaluation, "MUL", left, right, ArithmeticRule.Multiply));
        table.Binary("/", (evaluation, left, right) =>
            Apply<AddOperation, DivideOperation>(evaluation, "DIV", left, right, ArithmeticRule.Divide));
        table.Binary("%", Modulo);
        table.Binary("div", FloorDivide);
        table.Binary("pow", (evaluation, left, right) =>
            Apply<AddOperation, PowerOperation>(evaluation, "POW", left, right, ArithmeticRule.Power));
        table.Binary("xbar", Buckets.Bucket);
        UnaryMath.Register(table);
    }

    private static RayObject Apply<TInt64, TDouble>(
        Evaluation evaluation, string name, RayObject left, RayObject right, Rule rule)
        where TInt64 : IInt64Operation
        where TDouble : IDoubleOperation
    {
        var widens = typeof(TInt64) == typeof(TDouble);
        return Broadcast.Apply(evaluation, name, left, right, OnAtoms, OnColumns, widens);

        RayObject OnAtoms(RayObject l, RayObject r)
        {
            var plan = rule(l, r);
            if (Atoms.IsNull(l) || Atoms.IsNull(r))
                return Atoms.Null(plan.NullType);
            if (plan.Type == RayType.F32)
                return new RayAtom<float>((float)TDouble.Invoke(Atoms.ToDouble(l), Atoms.ToDouble(r)));
            if (plan.Type == RayType.F64 && typeof(TDouble) == typeof(DivideOperation) && Atoms.ToDouble(r) == 0)
                return RayAtom<double>.Null;
            if (plan.Type == RayType.F64)
                return Atoms.FromDouble(TDouble.Invoke(Atoms.ToDouble(l), Atoms.ToDouble(r)));
            var (x, y) = (Atoms.ToInt64(l) * plan.LeftScale, Atoms.ToInt64(r) * plan.RightScale);
            return Atoms.FromInt64(plan.Type, TInt64.Invoke(x, y));
        }

        RayVector OnColumns(Evaluation e, RayObject l, RayObject r, RayType type, int count)
        {
            if (type == RayType.F64)
                return ColumnMath.Double<TDouble>(e, l, r, count);
            var plan = rule(Vectors.At(l, 0), Vectors.At(r, 0));
            return type == RayType.F32 || plan.NullsOnly
                ? Broadcast.EachPair(e, l, r, type, count, OnAtoms)
                : ColumnMath.Int64<TInt64>(e, l, r, type, count, plan);
        }
    }

    private static RayObject Modulo(Evaluation evaluation, RayObject left, RayObject right)
    {
        return Broadcast.Apply(evaluation, "MOD", left, right, OnAtoms, OnColumns);

        static RayObject OnAtoms(RayObject l, RayObject r)
        {
            var plan = ArithmeticRule.Modulo(l, r);
            if (plan.Type == RayType.U8)
            {
                // Bytes have no null: the divisor zero gives zero, and the dividend counts as a byte, whatever it was.
                var divisor = (byte)Atoms.ToInt64(r);
                var dividend = l is RayAtom<double> d ? BitConverter.DoubleToInt64Bits(d.Value) : Atoms.ToInt64(l);
                return new RayAtom<byte>(divisor == 0 ? (byte)0 : (byte)((byte)dividend % divisor));
            }

            if (Atoms.IsNull(l) || Atoms.IsNull(r))
                return Atoms.Null(plan.NullType);
            if (Atoms.IsDecimal(plan.Type))
            {
                // Of atoms, not of columns, a zero takes the divisor's sign.
                var real = ModuloOperation.Invoke(Atoms.ToDouble(l), Atoms.ToDouble(r));
                return Atoms.FromDouble(real == 0 ? Math.CopySign(0, Atoms.ToDouble(r)) : real);
            }

            var rest = ModuloOperation.Invoke(Atoms.ToInt64(l), Atoms.ToInt64(r));
            return rest == long.MinValue
                ? Atoms.Null(Atoms.IsTemporal(plan.Type) ? plan.Type : r.Type)
                : Atoms.FromInt64(plan.Type, rest);
        }

        static RayVector OnColumns(Evaluation e, RayObject l, RayObject r, RayType type, int count)
        {
            if (r.Type == RayType.U8 || Atoms.IsDecimal(r.Type) && type != RayType.F64)
                return Broadcast.EachPair(e, l, r, type, count, OnAtoms);
            return type == RayType.F64
                ? ColumnMath.Double<ModuloOperation>(e, l, r, count)
                : ColumnMath.Int64<ModuloOperation>(e, l, r, type, count, new ArithmeticRule(type, type));
        }
    }

    private static RayObject FloorDivide(Evaluation evaluation, RayObject left, RayObject right)
    {
        return Broadcast.Apply(evaluation, "UNKNOWN", left, right, OnAtoms, (e, l, r, type, count) =>
        {
            ArithmeticRule.FloorDivide(Vectors.At(l, 0), Vectors.At(r, 0));
            var quotients = ColumnMath.Double<FloorDivideOperation>(e, l, r, count);
            return ColumnMath.ToWhole(e, quotients, type);
        });

        static RayObject OnAtoms(RayObject l, RayObject r)
        {
            ArithmeticRule.FloorDivide(l, r);
            if (Atoms.IsNull(l) || Atoms.IsNull(r))
                return Atoms.Null(RayType.I64);
            var quotient = Math.Floor(Atoms.ToDouble(l) / Atoms.ToDouble(r));
            return quotient is > long.MinValue and < long.MaxValue ? (long)quotient : Atoms.Null(RayType.I64);
        }
    }
}
