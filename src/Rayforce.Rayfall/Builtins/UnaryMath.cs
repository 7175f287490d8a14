namespace Rayforce.Rayfall;

/// <summary>Arithmetic of one operand.</summary>
internal static class UnaryMath
{
    public static void Register(BuiltinTable.Builder table)
    {
        Keeping(table, "neg", "negate", value => -value, value => -value, bytes: false);
        Keeping(table, "abs", "abs", Math.Abs, Math.Abs, bytes: false);
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
        BuiltinTable.Builder table, string name, string verb, Func<long, long> whole, Func<double, double> real, bool bytes)
    {
        table.Unary(name, (evaluation, value) => Each(evaluation, value, OnAtom, keeps: true));

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
        table.Unary(name, (evaluation, value) => Each(evaluation, value, OnAtom, keeps: false));

        RayObject OnAtom(RayObject atom)
        {
            if (Atoms.IsNull(atom))
                return RayAtom<double>.Null;
            return atom is RayAtom && Atoms.IsNumeric(atom.Type)
                ? Atoms.FromDouble(function(Atoms.ToDouble(atom)))
                : throw Fault.Type($"{name}: expects a numeric argument, got {TypeNames.Of(atom)}");
        }
    }

    /// <summary>Carries a function of an atom over a vector or list. The first result decides the type, as in native.</summary>
    private static RayObject Each(Evaluation evaluation, RayObject value, Func<RayObject, RayObject> function, bool keeps)
    {
        if (!Vectors.IsCollection(value))
            return function(value);
        var count = Vectors.Count(value);
        if (count == 0)
            return Vectors.Empty(value is not RayVector || !Atoms.IsNumeric(value.Type) ? RayType.I64 : keeps ? value.Type : RayType.F64);
        evaluation.Budget.Charge(count, RayType.I64);
        var results = new RayObject[count];
        for (var i = 0; i < count; i++)
        {
            if (i % Blocks.Size == 0)
                evaluation.Budget.Check();
            results[i] = function(Vectors.At(value, i));
        }

        return Vectors.FromAtoms(results[0].Type, results);
    }
}
