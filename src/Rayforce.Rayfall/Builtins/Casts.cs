using System.Globalization;
using System.Numerics.Tensors;
using System.Text;
using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Expressions;
using Rayforce.Rayfall.Kernels;
using Rayforce.Rayfall.Printing;
using Rayforce.Rayfall.Parsing;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins;

/// <summary>Values as values of another type.</summary>
internal static class Casts
{
    private const long DayLength = 86_400_000_000_000;
    private const long Millisecond = 1_000_000;

    private static readonly Dictionary<string, ElementType> Targets = new(StringComparer.OrdinalIgnoreCase)
    {
        ["B8"] = ElementTypes.B8,
        ["BOOL"] = ElementTypes.B8,
        ["U8"] = ElementTypes.U8,
        ["I16"] = ElementTypes.I16,
        ["I32"] = ElementTypes.I32,
        ["I64"] = ElementTypes.I64,
        ["F32"] = ElementTypes.F32,
        ["F64"] = ElementTypes.F64,
        ["DATE"] = ElementTypes.Date,
        ["TIME"] = ElementTypes.Time,
        ["TIMESTAMP"] = ElementTypes.Timestamp,
        ["TIMESPAN"] = ElementTypes.Timespan,
        ["SYM"] = ElementTypes.Symbol,
        ["SYMBOL"] = ElementTypes.Symbol,
        ["STR"] = ElementTypes.String,
        ["GUID"] = ElementTypes.Guid,
    };

    public static IEnumerable<Builtin> All =>
    [
        new(RayType.Binary, "as", "Values as values of the type that a symbol names.") { Body = Apply, Rows = Rows },
    ];

    private static Value Apply(Evaluator evaluator, ReadOnlySpan<Value> arguments)
    {
        var (name, value) = (arguments[0], arguments[1]);
        if (!name.IsSymbol)
            throw Fault.Type($"as: target type must be sym, got {name.TypeName}");
        var title = evaluator.Symbols.Text(name.SymbolId);
        if (Targets.TryGetValue(title, out var target))
            return To(evaluator, value, target);
        return title.ToUpperInvariant() switch
        {
            "DICT" => value.Dict is not null ? value
                : value.Table is { } table
                    ? new DictValue(Indexing.Names(table), new ListColumn(Array.ConvertAll(
                        table.Columns.ToArray(), column => new Value(column))))
                : throw Impossible(value, "dict"),
            "TABLE" => value.Table is not null ? value
                : value.Dict is { } dict
                    ? TableColumns.Make(evaluator.Budget, new Value(dict.Keys), new Value(dict.Values))
                : throw Impossible(value, "table"),
            _ => throw Fault.Domain("as: unknown target type name"),
        };
    }

    private static RowExpression? Rows(RowScope scope, ReadOnlySpan<RowExpression> arguments)
    {
        if (arguments[0] is not ConstantExpression<int> { Elements.Type: RayType.Symbol } name)
            return null;
        if (!Targets.TryGetValue(scope.Symbols.Text(name.Value), out var target))
            return null;
        var from = arguments[1].Elements;
        return ReferenceEquals(from, target) ? arguments[1] : Operation(from, target)?.Over(arguments[1]);
    }

    /// <summary>A value as one of another type.</summary>
    public static Value To(Evaluator evaluator, Value value, ElementType target)
    {
        if (value.Column is not { } column)
            return OfItem(evaluator, value, target);
        if (ReferenceEquals(column.Elements, target))
            return column;
        if (column.Count == 0)
            return target.Empty;
        if (column is not ListColumn && Operation(column.Elements, target) is { } operation)
        {
            return operation.Over(RowExpressions.Of(column)!)
                .ToColumn(evaluator.Budget, evaluator.Workers, column.Count);
        }

        evaluator.Budget.Charge(column.Count, ElementTypes.List.Width);
        var items = new Value[column.Count];
        for (var i = 0; i < items.Length; i++)
        {
            if (i % Budget.BlockSize == 0)
                evaluator.Budget.Check();
            items[i] = column[i].IsUntypedNull ? NullOf(target) : OfItem(evaluator, column[i], target);
        }

        return target.FromAtoms(evaluator.Budget, items);
    }

    /// <summary>An atom as one of another type; a function only as the text that it is printed as.</summary>
    private static Value OfItem(Evaluator evaluator, Value value, ElementType target)
    {
        if (value.IsAtom)
            return OfAtom(evaluator, value, target);
        if (value.Function is null || target.Type != RayType.String)
            throw Impossible(value, target.Name);
        var text = new ValueText(evaluator.Symbols, evaluator.Budget);
        text.AppendFormatted(value);
        return Value.String(text.ToArray());
    }

    private static Value OfAtom(Evaluator evaluator, Value atom, ElementType target)
    {
        var from = atom.AtomType!;
        if (ReferenceEquals(from, target) || (from.Type == target.Type))
            return atom.IsNull ? NullOf(target) : atom;
        if (atom.IsNull && atom.Text is null && target.Type != RayType.B8)
            return NullOf(target);

        if (atom.Text is { } text)
            return OfText(evaluator.Symbols, text, target);
        if (from.Type == RayType.Guid && target.IsText && !atom.IsNull)
        {
            var digits = new ValueText(evaluator.Symbols, evaluator.Budget);
            digits.AppendFormatted(atom);
            return target.IsScalar
                ? Value.Name(evaluator.Symbols.Intern(digits.ToArray()))
                : Value.String(digits.ToArray());
        }

        if (from.Type is RayType.Guid or RayType.Symbol && atom.IsNull)
            return Value.False;
        if (target.IsText && from.Type != RayType.Guid && !(from.Type == RayType.Timespan && target.IsScalar))
        {
            // A symbol made of a text is a name, as in native.
            var written = Text(evaluator, atom, target);
            return target.IsScalar ? Value.Name(evaluator.Symbols.Intern(written)) : Value.String(written);
        }

        var isMoment = from.Type is RayType.Date or RayType.Time or RayType.Timestamp;
        return (isMoment && target.Type == RayType.U8 ? null : Operation(from, target)) is { } operation
            ? operation.Apply(atom)
            : throw Impossible(atom, target.Name);
    }

    private static Value NullOf(ElementType target) => target.Type switch
    {
        RayType.String => Value.String(default),
        RayType.Symbol => Value.Name(SymbolTable.Empty),
        _ => target.NullAtom,
    };

    private static RayfallException Impossible(Value value, string target) =>
        Fault.Type($"as: cannot cast {value.TypeName} to {target}");

    /// <summary>What makes numbers and moments of one type those of another.</summary>
    private static UnaryOperation? Operation(ElementType from, ElementType to)
    {
        if (from.IsText || to.IsText || !from.IsScalar || !to.IsScalar)
            return null;
        if (to.Type == RayType.B8)
        {
            var zero = new Value(from, 0);
            var types = new ArithmeticTypes(from, from, to);
            return from.IsFloat
                ? new ConstantOperand(new ComparisonOperation<double>("!=", types, ElementTypes.F64, Relation.NotEqual), zero)
                : new ConstantOperand(new ComparisonOperation<long>("!=", types, ElementTypes.I64, Relation.NotEqual), zero);
        }

        if (from.IsFloat || to.IsFloat)
            return new NumericOperation<double>("as", from, to, ElementTypes.F64, Limits(to));
        if ((from.Type, to.Type) is (RayType.Date, RayType.Timespan)
            or (RayType.Timespan, RayType.Date or RayType.Time or RayType.Timestamp))
            return null;
        return new NumericOperation<long>("as", from, to, ElementTypes.I64, Units(from.Type, to.Type));
    }

    /// <summary>Floats within what a type can hold: the greatest where they are greater.</summary>
    private static UnaryKernel<double> Limits(ElementType type)
    {
        var (least, greatest) = type switch
        {
            ElementType<byte> => (byte.MinValue, byte.MaxValue),
            ElementType<short> => (-short.MaxValue, short.MaxValue),
            ElementType<int> => (-int.MaxValue, int.MaxValue),
            ElementType<float> => (-float.MaxValue, float.MaxValue),
            _ => (double.NegativeInfinity, double.PositiveInfinity),
        };
        return (source, target) => TensorPrimitives.Clamp(source, least, greatest, target);
    }

    /// <summary>Integers of one unit in another.</summary>
    private static UnaryKernel<long> Units(RayType from, RayType to) => (from, to) switch
    {
        (RayType.Date, RayType.Timestamp) => Each(static days => unchecked(days * DayLength)),
        (RayType.Time, RayType.Timestamp or RayType.Timespan) => Each(static time => time * Millisecond),
        (RayType.Timestamp, RayType.Date) => Each(static moment => MomentKernel.Split(moment, DayLength).Day),
        (RayType.Timestamp, RayType.Timespan) => Each(static moment => MomentKernel.Split(moment, DayLength).Left),
        (RayType.Timestamp, RayType.Time) =>
            Each(static moment => MomentKernel.Split(moment, DayLength).Left / Millisecond),
        (RayType.Time, RayType.Date) => Each(static time => MomentKernel.Split(time, DayLength / Millisecond).Day),
        _ => static (source, target) => source.CopyTo(target),
    };

    private static UnaryKernel<long> Each(Func<long, long> function) => (source, target) =>
    {
        for (var i = 0; i < source.Length; i++)
            target[i] = source[i] == long.MinValue ? long.MinValue : function(source[i]);
    };

    private static byte[] Text(Evaluator evaluator, Value atom, ElementType target)
    {
        var type = atom.Scalar!;
        if (type.IsText)
            return evaluator.Symbols.Utf8(atom.SymbolId).ToArray();
        if (type.IsFloat)
        {
            var digits = type.Type == RayType.F32 ? 9 : target.IsScalar ? 17 : 6;
            return Encoding.ASCII.GetBytes(Significant(atom.Double + 0.0, digits));
        }

        // A truth value as a symbol is a number.
        if (target.IsScalar && type.Width == 1)
            return Encoding.ASCII.GetBytes(atom.Bits.ToString(CultureInfo.InvariantCulture));
        var text = new ValueText(evaluator.Symbols, evaluator.Budget);
        text.AppendFormatted(atom);
        return text.ToArray();
    }

    /// <summary>A number with so many digits that count, as C's <c>%g</c> writes it.</summary>
    public static string Significant(double number, int digits)
    {
        var parts = number.ToString("E" + (digits - 1), CultureInfo.InvariantCulture).Split('E');
        var exponent = int.Parse(parts[1], CultureInfo.InvariantCulture);
        if (exponent >= -4 && exponent < digits)
        {
            var plain = number.ToString("F" + Math.Max(0, digits - 1 - exponent), CultureInfo.InvariantCulture);
            return plain.Contains('.', StringComparison.Ordinal) ? plain.TrimEnd('0').TrimEnd('.') : plain;
        }

        var mantissa = parts[0].Contains('.', StringComparison.Ordinal)
            ? parts[0].TrimEnd('0').TrimEnd('.')
            : parts[0];
        return $"{mantissa}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}";
    }

    private static Value OfText(Symbols symbols, TextAtom text, ElementType target)
    {
        if (target.Type == RayType.Symbol)
            return Value.Name(symbols.Intern(text.Utf8));
        if (target.Type == RayType.B8)
            return Value.Bool(!text.Utf8.IsEmpty);
        if (text.Utf8.IsEmpty)
            return target.NullAtom;
        return ValueReader.Read(text.Utf8, target)
            ?? throw Fault.Domain($"as: cannot parse str as {target.Name}");
    }
}
