using Rayforce.Rayfall.Expressions;
using Rayforce.Rayfall.Kernels;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins;

/// <summary>The arithmetic of two operands.</summary>
internal static class Arithmetic
{
    public static BinaryOperator Add { get; } = new(
        "+", "ADD",
        (l, r, form) => OfSum<AddOperation<int>, AddOperation<long>, AddOperation<double>>("+", l, r, form)
            ?? Offset<AddOperation<int>, AddOperation<long>, AddOperation<double>>("+", l, r, r)
            ?? Offset<AddOperation<int>, AddOperation<long>, AddOperation<double>>("+", r, l, r),
        (l, r) => Refuse("add", "offsets", l, r) ?? $"cannot add {l} and {r}")
    {
        FormOf = BesideNull,
    };

    public static BinaryOperator Subtract { get; } = new(
        "-", "SUB", Difference, (l, r) => Refuse("subtract", "offsets", l, r) ?? $"cannot subtract {l} and {r}")
    {
        FormOf = BesideNull,
        OfNulls = static (left, right) =>
            left.Scalar is { IsInteger: true } && right.Scalar is { IsTemporal: true } type ? type.NullAtom : default(Value?),
    };

    public static BinaryOperator Multiply { get; } = new(
        "*", "MUL", Product, (l, r) => Refuse("multiply", "factors", l, r) ?? $"cannot multiply {l} and {r}")
    {
        FormOf = BesideNull,
    };

    public static BinaryOperator Divide { get; } = new(
        "/", "DIV", Quotient, (l, r) => $"cannot divide {l} by {r}");

    public static BinaryOperator Modulo { get; } = new("%", "MOD", Remainder, (l, r) => $"cannot mod {l} by {r}");

    public static BinaryOperator FloorDivide { get; } = new(
        "div", "binary op", WholeQuotient, (l, r) => $"cannot div {l} by {r}");

    public static BinaryOperator Power { get; } = new(
        "pow", "POW", Exponent, (l, r) => $"pow: expects numeric base and exponent, got {l} and {r}")
    {
        OfNulls = static (_, _) => ElementTypes.F64.NullAtom,
    };

    public static BinaryOperator Bucket { get; } = new("xbar", "binary op", Bucketed, (l, r) => $"cannot xbar {l} by {r}")
    {
        // Beside a vector of narrow numbers a wide one is narrow, too, as long as it fits.
        FormOf = static (form, left, right) => form == OperandForm.VectorAndAtom
            && right is ConstantExpression<long> { Value: var size } && left.Elements.Width < sizeof(long)
            && (size >> (8 * left.Elements.Width - 1)) is not (0 or -1)
                ? OperandForm.Vectors
                : form,
    };

    public static BinaryOperator Max { get; } = new(
        "max", "max",
        (l, r, form) => Extreme<GreaterOperation<int>, GreaterOperation<long>, GreaterOperation<double>>(
            "max", l, r, form),
        (l, r) => $"cannot compare {l} and {r}")
    {
        GivesSingles = true,
    };

    public static BinaryOperator Min { get; } = new(
        "min", "min",
        (l, r, form) => Extreme<LesserOperation<int>, LesserOperation<long>, LesserOperation<double>>(
            "min", l, r, form),
        (l, r) => $"cannot compare {l} and {r}")
    {
        GivesSingles = true,
    };

    public static IEnumerable<Builtin> All =>
    [
        Declare(Add, "The sum; a moment and a length of time give a moment."),
        Declare(Subtract, "The difference; two timestamps give a timespan."),
        Declare(Multiply, "The product."),
        Declare(Divide, "The quotient as a float; null when divided by zero."),
        Declare(Modulo, "The remainder, with the divisor's sign."),
        Declare(FloorDivide, "The quotient rounded down to an integer."),
        Declare(Power, "The left number to the power of the right one."),
        Declare(Bucket, "The greatest multiple of the right number that is not above the left one."),
    ];

    /// <summary>The declaration of an operator.</summary>
    public static Builtin Declare(BinaryOperator op, string summary) =>
        new(RayType.Binary, op.Name, summary) { Body = op.Apply, Rows = op.Rows, Traits = BuiltinTraits.ByRow };

    private static BinaryOperation? OfSum<TInt, TLong, TDouble>(
        string name, ElementType left, ElementType right, OperandForm form)
        where TInt : struct, IArithmetic<int>
        where TLong : struct, IArithmetic<long>
        where TDouble : struct, IArithmetic<double>
    {
        if (left.IsNumeric && right.IsNumeric)
            return Make<TInt, TLong, TDouble>(name, new(left, right, Sum(left, right, form)));
        return (left.Type, right.Type) switch
        {
            (RayType.Time, RayType.Time) => Make<TInt, TLong, TDouble>(name, new(left, right, left)),
            (RayType.Timespan, RayType.Timespan) => Make<TInt, TLong, TDouble>(name, new(left, right, left)),
            (RayType.Date or RayType.Timestamp, RayType.Time or RayType.Timespan) or
            (RayType.Time or RayType.Timespan, RayType.Date or RayType.Timestamp) =>
                Make<TInt, TLong, TDouble>(name, ArithmeticTypes.InNanoseconds(left, right, ElementTypes.Timestamp)),
            (RayType.Time, RayType.Timespan) or (RayType.Timespan, RayType.Time) =>
                Make<TInt, TLong, TDouble>(name, ArithmeticTypes.InNanoseconds(left, right, ElementTypes.Timespan)),
            _ => null,
        };
    }

    /// <summary>A temporal value and a number: the result is of the temporal type, or a float beside a float.</summary>
    private static BinaryOperation? Offset<TInt, TLong, TDouble>(
        string name, ElementType temporal, ElementType number, ElementType right)
        where TInt : struct, IArithmetic<int>
        where TLong : struct, IArithmetic<long>
        where TDouble : struct, IArithmetic<double>
    {
        if (!temporal.IsTemporal || !number.IsNumeric)
            return null;
        if (number.IsFloat && temporal.Type != RayType.Timespan)
            return null;
        var result = number.Type == RayType.F64 ? number : temporal;
        return ReferenceEquals(right, number)
            ? Make<TInt, TLong, TDouble>(name, new(temporal, number, result))
            : Make<TInt, TLong, TDouble>(name, new(number, temporal, result));
    }

    private static BinaryOperation? Difference(ElementType left, ElementType right, OperandForm form)
    {
        const string name = "-";
        switch (left.Type, right.Type)
        {
            case (RayType.Date, RayType.Date):
                return Make<SubtractOperation<int>, SubtractOperation<long>, SubtractOperation<double>>(
                    name, new(left, right, ElementTypes.I32));
            case (RayType.Timestamp, RayType.Timestamp):
                return Make<SubtractOperation<int>, SubtractOperation<long>, SubtractOperation<double>>(
                    name, new(left, right, ElementTypes.Timespan));
            // From a length of time no moment can be taken.
            case (RayType.Time, RayType.Date or RayType.Timestamp):
            case (RayType.Timespan, RayType.Date):
                return null;
        }

        return OfSum<SubtractOperation<int>, SubtractOperation<long>, SubtractOperation<double>>(name, left, right, form)
            ?? Offset<SubtractOperation<int>, SubtractOperation<long>, SubtractOperation<double>>(
                name, left, right, right)
            ?? (right.IsDuration
                ? Offset<SubtractOperation<int>, SubtractOperation<long>, SubtractOperation<double>>(
                    name, right, left, right)
                : null);
    }

    private static BinaryOperation? Product(ElementType left, ElementType right, OperandForm form)
    {
        const string name = "*";
        if (left.IsNumeric && right.IsNumeric)
        {
            return Make<MultiplyOperation<int>, MultiplyOperation<long>, MultiplyOperation<double>>(
                name, new(left, right, Sum(left, right, form)));
        }

        return left.IsDuration
            ? Offset<MultiplyOperation<int>, MultiplyOperation<long>, MultiplyOperation<double>>(
                name, left, right, right)
            : right.IsDuration
                ? Offset<MultiplyOperation<int>, MultiplyOperation<long>, MultiplyOperation<double>>(
                    name, right, left, right)
                : null;
    }

    private static ArithmeticOperation<double, DivideOperation, FloatGuard<double>>? Quotient(
        ElementType left, ElementType right, OperandForm form)
    {
        // The lengths of time in the units in which they come.
        var isSpan = (left.Type == RayType.Timespan && (right.IsNumeric || right.IsTemporal))
            || (right.Type == RayType.Timespan && (left.IsNumeric || left.IsTemporal));
        return isSpan || (left.IsNumeric && right.IsNumeric)
            ? new("/", new(left, right, ElementTypes.F64), ElementTypes.F64)
            : null;
    }

    private static BinaryOperation? Remainder(ElementType left, ElementType right, OperandForm form)
    {
        ElementType result;
        if (left.IsNumeric && right.IsNumeric)
        {
            result = left.IsFloat || right.IsFloat ? Float(left, right)
                : form == OperandForm.Query ? right.Type == RayType.U8 ? Wider(left, right) : ElementTypes.I64
                : Divided(left, right, form);
        }
        else if (left.IsTemporal && right.IsNumeric)
        {
            result = left.Type == RayType.Timespan && right.Type == RayType.F64 ? right : left;
        }
        else if (left.IsNumeric && right.Type == RayType.Timespan)
        {
            result = left.Type == RayType.F64 ? left : right;
        }
        else
        {
            return null;
        }

        return Make<ModuloOperation<int>, ModuloOperation<long>, ModuloOperation<double>>(
            "%", new(left, right, result), isTruncated: !result.IsFloat);
    }

    private static BinaryOperation? WholeQuotient(ElementType left, ElementType right, OperandForm form)
    {
        ElementType result;
        var inNumbers = left.IsNumeric && right.IsNumeric;
        if (inNumbers)
        {
            result = left.IsFloat || right.IsFloat || form is OperandForm.Query or OperandForm.Atoms
                || (form != OperandForm.AtomAndVector && left.Type == RayType.B8)
                ? ElementTypes.I64
                : Divided(left, right, form);
        }
        else if (left.Type == RayType.Timespan && (right.IsNumeric || right.IsTemporal))
        {
            result = left;
        }
        else if (right.Type == RayType.Timespan && (left.IsNumeric || left.IsTemporal))
        {
            result = left.IsFloat ? ElementTypes.F64
                : left.IsTemporal || left.Type == RayType.I64 ? left : ElementTypes.I32;
        }
        else
        {
            return null;
        }

        return Make<FloorDivideOperation<int>, FloorDivideOperation<long>, FloorDivideOperation<double>>(
            "div", new(left, right, result));
    }

    private static ArithmeticOperation<double, PowerOperation, FloatGuard<double>>? Exponent(
        ElementType left, ElementType right, OperandForm form) =>
        left.IsNumeric && right.IsNumeric ? new("pow", new(left, right, ElementTypes.F64), ElementTypes.F64) : null;

    private static BinaryOperation? Bucketed(ElementType left, ElementType right, OperandForm form)
    {
        const string name = "xbar";
        ArithmeticTypes types;
        if (left.IsNumeric && (right.IsNumeric || right.Type == RayType.Timespan))
        {
            types = new(left, right, left.IsFloat || right.IsFloat ? form == OperandForm.Query ? Float(left, right) : ElementTypes.F64
                : right.IsTemporal ? ElementTypes.I64
                : form switch
                {
                    OperandForm.Query => right.Type == RayType.U8 ? Wider(left, right) : ElementTypes.I64,
                    OperandForm.Atoms => ReferenceEquals(left, right) && left.Width > 1 ? left : ElementTypes.I64,
                    OperandForm.AtomAndVector => Divided(left, right, form),
                    _ when left.Type == RayType.B8 || right.Type == RayType.B8 => ElementTypes.I64,
                    OperandForm.VectorAndAtom when left.Type is RayType.I16 or RayType.I32 => left,
                    _ => Divided(left, right, form),
                });
        }
        else if (!left.IsTemporal || (right.Type == RayType.Date && left.Type != RayType.Timespan))
        {
            return null;
        }
        else if (right.IsTemporal)
        {
            types = ArithmeticTypes.InNanoseconds(left, right, left);
        }
        else if (right.IsFloat)
        {
            if (left.Type != RayType.Timespan)
                return right.Type == RayType.F32 ? MakeBucket(new(left, right, left)) : null;
            types = new(left, right, ElementTypes.F64);
        }
        else if (right.IsInteger)
        {
            types = new(left, right, left);
        }
        else
        {
            return null;
        }

        return MakeBucket(types);

        BinaryOperation MakeBucket(ArithmeticTypes types) =>
            form == OperandForm.Query || types.Left.Type == RayType.Timespan || types.Right.Type == RayType.Timespan
                ? Make<SpanBucketOperation<int>, SpanBucketOperation<long>, SpanBucketOperation<double>>(
                    name, types, isTruncated: !types.Result.IsFloat)
                : Make<BucketOperation<int>, BucketOperation<long>, BucketOperation<double>>(
                    name, types, isTruncated: !types.Result.IsFloat);
    }

    private static BinaryOperation? Extreme<TInt, TLong, TDouble>(
        string name, ElementType left, ElementType right, OperandForm form)
        where TInt : struct, IArithmetic<int>
        where TLong : struct, IArithmetic<long>
        where TDouble : struct, IArithmetic<double>
    {
        if (left.IsNumeric && right.IsNumeric)
        {
            var wider = Wider(left, right);
            var widens = form is OperandForm.Vectors or OperandForm.VectorAndAtom
                && wider.Type == RayType.I32 && left.Type != RayType.I32;
            return Make<TInt, TLong, TDouble>(name, new(left, right, widens ? ElementTypes.I64 : wider));
        }

        return (left.Type, right.Type) switch
        {
            (RayType.Date, RayType.Date) or (RayType.Time, RayType.Time) or (RayType.Timestamp, RayType.Timestamp) or
            (RayType.Timespan, RayType.Timespan) => Make<TInt, TLong, TDouble>(name, new(left, right, left)),
            (RayType.Date, RayType.Timestamp) or (RayType.Timestamp, RayType.Date) =>
                Make<TInt, TLong, TDouble>(name, ArithmeticTypes.InNanoseconds(left, right, ElementTypes.Timestamp)),
            _ => null,
        };
    }

    /// <summary>A null literal beside the integers of a query leaves them their type.</summary>
    private static OperandForm BesideNull(OperandForm form, RowExpression left, RowExpression right) =>
        form == OperandForm.Query
        && (left is { IsConstant: true, HasNulls: true } || right is { IsConstant: true, HasNulls: true })
            ? OperandForm.Vectors
            : form;

    /// <summary>An operation, in the smallest type of numbers that gives the same results.</summary>
    /// <param name="name">The operation's name.</param>
    /// <param name="types">The types of operands and result.</param>
    /// <param name="isTruncated">Whether floats are cut off before, not after.</param>
    private static BinaryOperation Make<TInt, TLong, TDouble>(
        string name, ArithmeticTypes types, bool isTruncated = false)
        where TInt : struct, IArithmetic<int>
        where TLong : struct, IArithmetic<long>
        where TDouble : struct, IArithmetic<double>
    {
        if (types.Result.Type == RayType.Timespan)
            return new ArithmeticOperation<long, TLong, IntegerGuard<long>>(name, types, ElementTypes.Timespan);
        if (!isTruncated && (types.Left.IsFloat || types.Right.IsFloat))
            return new ArithmeticOperation<double, TDouble, FloatGuard<double>>(name, types, ElementTypes.F64);
        var isInt = types is { LeftScale: 1, RightScale: 1, ResultScale: 1 }
            && types.Left is ElementType<int> && types.Right is ElementType<int> && types.Result is ElementType<int>;
        return isInt
            ? new ArithmeticOperation<int, TInt, IntegerGuard<int>>(name, types, ElementTypes.I32)
            : new ArithmeticOperation<long, TLong, IntegerGuard<long>>(name, types, ElementTypes.I64);
    }

    /// <summary>The type of a sum, difference or product of two numbers.</summary>
    private static ElementType Sum(ElementType left, ElementType right, OperandForm form)
    {
        if (left.IsFloat || right.IsFloat)
            return Float(left, right);
        if (form == OperandForm.Query)
            return ElementTypes.I64;
        var wider = Wider(left, right);
        if (wider.Width > 1)
        {
            // A quirk of native's: a vector of truth values makes of an I32 beside it an I64.
            var isQuirk = left.Type == RayType.B8 && right.Type == RayType.I32
                && form is OperandForm.Vectors or OperandForm.VectorAndAtom;
            return isQuirk ? ElementTypes.I64 : wider;
        }

        return right.Type == RayType.U8 && (left.Type == RayType.U8 || form == OperandForm.AtomAndVector)
            ? right
            : ElementTypes.I64;
    }

    /// <summary>The type of what comes of division of two integers, outside a query.</summary>
    private static ElementType Divided(ElementType left, ElementType right, OperandForm form)
    {
        if (right.Type == RayType.B8)
            return ElementTypes.I64;
        if (form is OperandForm.Atoms or OperandForm.AtomAndVector)
            return right;
        var wider = Wider(left, right);
        return wider.Type == RayType.I32 && left.Type != RayType.I32 ? ElementTypes.I64 : wider;
    }

    private static ElementType Float(ElementType left, ElementType right) =>
        left.Type == RayType.F32 && right.Type == RayType.F32 ? left : ElementTypes.F64;

    /// <summary>The wider of two types of numbers: they are coded in that order.</summary>
    private static ElementType Wider(ElementType left, ElementType right) => left.Type > right.Type ? left : right;

    private static string? Refuse(string verb, string noun, string left, string right) =>
        (left is "f32" or "f64" && right is "date" or "time" or "timestamp")
        || (right is "f32" or "f64" && left is "date" or "time" or "timestamp")
            ? $"{verb}: temporal arithmetic requires integer {noun}, got {left} and {right}"
            : null;
}
