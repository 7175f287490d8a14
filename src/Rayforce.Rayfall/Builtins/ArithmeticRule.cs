namespace Rayforce.Rayfall;

/// <summary>
/// What the operators do with two types: the type that comes out, and what makes the operands commensurable.
/// </summary>
/// <param name="Type">The result's type.</param>
/// <param name="NullType">The type of the null that comes out where an operand is null.</param>
/// <param name="LeftScale">
/// What the left operand's integers are multiplied by first: a date and a time meet as nanoseconds.
/// </param>
/// <param name="RightScale">The same of the right operand.</param>
/// <param name="NullsOnly">
/// Whether the types fit for the sake of a null among the operands: the next pair may be an error.
/// </param>
internal readonly record struct ArithmeticRule(
    RayType Type, RayType NullType, long LeftScale = 1, long RightScale = 1, bool NullsOnly = false)
{
    public static ArithmeticRule Add(RayObject left, RayObject right)
    {
        switch (left.Type, right.Type)
        {
            case (RayType.Date or RayType.Timestamp, RayType.Time): return Moment(left, right);
            case (RayType.Time, RayType.Date or RayType.Timestamp): return Moment(left, right);
            case (RayType.Time, RayType.Time): return Of(RayType.Time);
            case var (l, r) when Atoms.IsTemporal(l) && IsWhole(right): return Of(l);
            case var (l, r) when IsWhole(left) && Atoms.IsTemporal(r): return Of(r);
            default:
                RejectDecimals("add", "offsets", left, right);
                return Numbers(left, right) ?? throw Fault.Type($"cannot add {Names(left, " and ", right)}");
        }
    }

    public static ArithmeticRule Subtract(RayObject left, RayObject right)
    {
        switch (left.Type, right.Type)
        {
            case (RayType.Date, RayType.Date): return Of(RayType.I32);
            case (RayType.Date or RayType.Timestamp, RayType.Time): return Moment(left, right);
            case (RayType.Time, RayType.Time): return Of(RayType.Time);
            case (RayType.Timestamp, RayType.Timestamp): return Of(RayType.I64);
            case (RayType.Timestamp, RayType.Date):
                throw Fault.Type($"subtract: cannot subtract {Names(right, " from ", left)}");
            case var (l, r) when Atoms.IsTemporal(l) && IsWhole(right): return Of(l);
            case (_, RayType.Time) when IsWhole(left): return Of(RayType.Time);
            case var (l, r) when IsWhole(left) && Atoms.IsTemporal(r) && (Atoms.IsNull(left) || Atoms.IsNull(right)):
                return Of(r) with { NullsOnly = true };
            default:
                RejectDecimals("subtract", "offsets", left, right);
                var rule = Numbers(left, right) ?? throw Fault.Type($"cannot subtract {Names(left, " and ", right)}");
                // Of whole numbers the right operand decides, and the left one where that is a boolean.
                return Atoms.IsDecimal(rule.Type) ? rule
                    : rule with { Type = IsBool(right) ? IsBool(left) ? RayType.I64 : left.Type : right.Type };
        }
    }

    public static ArithmeticRule Multiply(RayObject left, RayObject right)
    {
        if (left.Type == RayType.Time && right.Type == RayType.Time)
            throw Fault.Type($"multiply: cannot multiply {Names(left, " by ", right)}");
        if ((left.Type == RayType.Time && IsWhole(right)) || (IsWhole(left) && right.Type == RayType.Time))
            return Of(RayType.Time);
        if (left.Type == RayType.Time || right.Type == RayType.Time)
            RejectDecimals("multiply", "factors", left, right);
        return Numbers(left, right) ?? throw Fault.Type($"cannot multiply {Names(left, " and ", right)}");
    }

    public static ArithmeticRule Divide(RayObject left, RayObject right) =>
        Numbers(left, right) is null
            ? throw Fault.Type($"cannot divide {Names(left, " by ", right)}")
            : Of(RayType.F64);

    public static ArithmeticRule FloorDivide(RayObject left, RayObject right) =>
        Numbers(left, right) is null
            ? throw Fault.Type($"cannot div {Names(left, " by ", right)}")
            : Of(RayType.I64);

    public static ArithmeticRule Modulo(RayObject left, RayObject right)
    {
        if (Atoms.IsTemporal(left.Type) && Atoms.IsNumeric(right.Type))
            return Of(left.Type);
        var rule = Numbers(left, right) ?? throw Fault.Type($"cannot mod {Names(left, " by ", right)}");
        if (right.Type == RayType.U8)
            return Of(RayType.U8);
        // Of whole numbers the divisor decides.
        return Atoms.IsDecimal(rule.Type) ? rule : rule with { Type = IsBool(right) ? RayType.I64 : right.Type };
    }

    public static ArithmeticRule Power(RayObject left, RayObject right) =>
        Numbers(left, right) is null && !Atoms.IsNull(left) && !Atoms.IsNull(right)
        ? throw Fault.Type($"pow: expects numeric base and exponent, got {Names(left, " and ", right)}")
        : Of(RayType.F64);

    private static bool IsBool(RayObject operand) => operand.Type == RayType.B8;

    private static bool IsWhole(RayObject operand) => Atoms.IsNumeric(operand.Type) && !Atoms.IsDecimal(operand.Type);

    private static ArithmeticRule Of(RayType type) => new(type, type);

    private static ArithmeticRule Moment(RayObject left, RayObject right) =>
        new(RayType.Timestamp, RayType.Timestamp, Moments.Unit(left.Type), Moments.Unit(right.Type));

    /// <summary>The promoted type of two numbers, or nothing.</summary>
    private static ArithmeticRule? Numbers(RayObject left, RayObject right)
    {
        var (l, r) = (left.Type, right.Type);
        if (!left.IsAtom || !right.IsAtom || !Atoms.IsNumeric(l) || !Atoms.IsNumeric(r))
            return null;
        if (Atoms.IsDecimal(l) || Atoms.IsDecimal(r))
            return Of(l == RayType.F32 && r == RayType.F32 ? RayType.F32 : RayType.F64);
        var wider = l > r ? l : r;
        // Two bytes are a byte; a boolean counts as a number, and with a byte it makes a whole one.
        if (l == RayType.U8 && r == RayType.U8)
            return new ArithmeticRule(RayType.U8, RayType.I64);
        return Of(wider is RayType.B8 or RayType.U8 ? RayType.I64 : wider);
    }

    private static void RejectDecimals(string verb, string noun, RayObject left, RayObject right)
    {
        if ((Atoms.IsDecimal(left.Type) && Atoms.IsTemporal(right.Type))
            || (Atoms.IsTemporal(left.Type) && Atoms.IsDecimal(right.Type)))
            throw Fault.Type($"{verb}: temporal arithmetic requires integer {noun}, got {Names(left, " and ", right)}");
    }

    private static string Names(RayObject left, string between, RayObject right) =>
        $"{TypeNames.Of(left)}{between}{TypeNames.Of(right)}";
}
