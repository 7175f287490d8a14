namespace Rayforce.Rayfall;

/// <summary>Arithmetic of one operand.</summary>
internal static class UnaryMath
{
    public static void Register(BuiltinTable.Builder table)
    {
        Keeping(table, "neg", "negate", value => -value, value => -value, bytes: false);
        Keeping(table, "abs", "abs", value => value < 0 ? -value : value, Math.Abs, bytes: false);
        Keeping(table, "floor", "floor", value => value, Math.Floor, bytes: true);
        Keeping(table, "ceil", "ceil", value => value, Math.Ceiling, bytes: true);
        ToDouble(table, "round", value => Math.Round(value, MidpointRounding.AwayFromZero));
        ToDouble(table, "sqrt", Math.Sqrt);
        ToDouble(table, "log", Math.Log);
        ToDouble(table, "exp", Math.Exp);
        ToDouble(table, "sin", Math.Sin);
        ToDouble(table, "asin", Math.Asin);
        ToDouble(table, "cos", Math.Cos);
        ToDouble(table, "acos", Math.Acos);
        ToDouble(table, "tan", Math.Tan);
        ToDouble(table, "atan", Math.Atan);
        ToDouble(table, "reciprocal", value => 1 / value);
    }

    /// <summary>A function whose result has the type of its argument.</summary>
    private static void Keeping(
        BuiltinTable.Builder table, string name, string verb,
        Func<long, long> whole, Func<double, double> real, bool bytes)
    {
        table.Unary(name, (evaluation, value) => value switch
        {
            RayVector<double> vector => Doubles(evaluation, vector, real),
            RayVector<long> or RayVector<int> or RayVector<short> => Integers(evaluation, (RayVector)value, whole),
            RayVector { Count: 0 } => Vectors.Empty(Atoms.IsNumeric(value.Type) && bytes ? value.Type : RayType.I64),
            _ => Each(evaluation, value, OnAtom),
        });

        RayObject OnAtom(RayObject atom)
        {
            if (Atoms.IsNull(atom))
                return atom;
            switch (atom)
            {
                case RayAtom<double> a: return Atoms.FromDouble(real(a.Value));
                case RayAtom<float> a: return new RayAtom<float>((float)real(a.Value));
                case RayAtom<long> or RayAtom<int> or RayAtom<short>:
                case RayAtom<byte> or RayAtom<bool> when bytes:
                    return Atoms.FromInt64(atom.Type, whole(Atoms.ToInt64(atom)));
                default:
                    throw Fault.Type($"{verb}: expects a numeric argument, got {TypeNames.Of(atom)}");
            }
        }
    }

    /// <summary>A function whose result is an F64.</summary>
    private static void ToDouble(BuiltinTable.Builder table, string name, Func<double, double> function)
    {
        table.Unary(name, (evaluation, value) => value is RayVector vector && Atoms.IsNumeric(vector.Type)
            ? Doubles(evaluation, vector, function)
            : Each(evaluation, value, OnAtom));

        RayObject OnAtom(RayObject atom)
        {
            if (Atoms.IsNull(atom))
                return RayAtom<double>.Null;
            return atom is RayAtom && Atoms.IsNumeric(atom.Type)
                ? Atoms.FromDouble(function(Atoms.ToDouble(atom)))
                : throw Fault.Type($"{name}: expects a numeric argument, got {TypeNames.Of(atom)}");
        }
    }

    private static RayVector<double> Doubles(Evaluation evaluation, RayVector column, Func<double, double> function)
    {
        evaluation.Budget.Charge(column.Count, RayType.F64);
        var result = GC.AllocateUninitializedArray<double>(column.Count);
        var filled = 0;
        Columns.EachDouble(evaluation, column, block =>
        {
            foreach (var value in block)
            {
                var real = function(value);
                result[filled++] = double.IsFinite(real) ? real : Nulls.Double;
            }
        });
        return RayVector<double>.Wrap(result);
    }

    private static RayVector Integers(Evaluation evaluation, RayVector column, Func<long, long> function) =>
        column.Type switch
        {
            RayType.I16 => Integers<short>(evaluation, column, function),
            RayType.I32 => Integers<int>(evaluation, column, function),
            _ => Integers<long>(evaluation, column, function),
        };

    private static RayVector<T> Integers<T>(Evaluation evaluation, RayVector column, Func<long, long> function)
        where T : unmanaged
    {
        evaluation.Budget.Charge(column.Count, column.Type);
        var result = GC.AllocateUninitializedArray<T>(column.Count);
        var filled = 0;
        Columns.EachInt64(evaluation, column, block =>
        {
            Span<long> values = stackalloc long[block.Length];
            for (var i = 0; i < block.Length; i++)
                values[i] = block[i] == long.MinValue ? long.MinValue : function(block[i]);
            Blocks.Narrow(values, result.AsSpan(filled));
            filled += block.Length;
        });
        return RayVector<T>.Wrap(result);
    }

    /// <summary>
    /// Carries a function of an atom over anything else. Of a list, the first result decides the type, as in native.
    /// </summary>
    private static RayObject Each(Evaluation evaluation, RayObject value, Func<RayObject, RayObject> function)
    {
        if (!Vectors.IsCollection(value))
            return function(value);
        evaluation.Budget.Charge(Vectors.Count(value), RayType.List);
        var results = Array.ConvertAll(Concatenation.Items(value), item => function(item));
        if (results.Length == 0)
            return Vectors.Empty(RayType.I64);
        return results[0].IsAtom && Vectors.HoldsAtomsOf(results[0].Type)
            ? Vectors.FromAtoms(results[0].Type, results)
            : RayList.Wrap(results);
    }
}
