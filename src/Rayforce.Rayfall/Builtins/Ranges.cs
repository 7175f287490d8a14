using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Expressions;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins;

/// <summary>Values within bounds, and values for nulls.</summary>
internal static class Ranges
{
    public static IEnumerable<Builtin> All =>
    [
        new(RayType.Binary, "within", "Whether values lie between the two of a range, which belong to it.")
        {
            Traits = BuiltinTraits.OfSet,
            Body = static (evaluator, arguments) => Within(evaluator, arguments[0], arguments[1]),
            Rows = static (scope, arguments) => arguments[1] is not SetExpression set
                ? throw Fault.Type("within: the range is two values for all rows")
                : set.Set is { Count: 2 } range && IsBounded(arguments[0].Elements)
                    && range[0].Scalar is not null && range[1].Scalar is not null
                    ? Within(scope, arguments[0], range[0], range[1])
                    : null,
        },
        new(RayType.Binary, "fill", "Values, and where they are null another one, or that of another vector.")
        {
            Traits = BuiltinTraits.MadeFirst,
            Body = static (evaluator, arguments) => Fill(evaluator, arguments[0], arguments[1]),
            Rows = static (scope, arguments) => Filled(arguments[0], arguments[1]),
        },
    ];

    /// <summary>The row expression of whether values lie within two bounds.</summary>
    public static RowExpression<byte> Within(RowScope scope, RowExpression values, Value low, Value high)
    {
        var least = (RowExpression<byte>)Comparison.GreaterOrEqual.Rows(scope, [values, RowExpressions.Of(low)!])!;
        var greatest = (RowExpression<byte>)Comparison.LessOrEqual.Rows(scope, [values, RowExpressions.Of(high)!])!;
        return new LogicExpression(isAnd: true, least, greatest);
    }

    private static Column Within(Evaluator evaluator, Value values, Value range)
    {
        if (values.Column is not { } column || range.Column is not { } bounds || column is ListColumn || bounds is ListColumn)
        {
            throw Fault.Type(
                $"within: vals and range must be vectors, got {values.TypeName} and {range.TypeName}");
        }

        if (bounds.Count != 2)
            throw Fault.Length($"within: range must have 2 elements, got {bounds.Count}");
        if (!IsBounded(column.Elements) && !(evaluator.InQuery && column.Elements.IsScalar))
            throw Fault.Type($"within: unsupported value type {column.TypeName}");

        if ((bounds[0].IsNull || bounds[1].IsNull) && (column.Elements.IsFloat || column.Elements != bounds.Elements))
            return ElementTypes.B8.Repeat(evaluator.Budget, Value.False, column.Count);

        // Moments and their numbers are comparable here, as in a query.
        var scope = new RowScope(evaluator.Budget, evaluator.Symbols, InQuery: true);
        return Within(scope, RowExpressions.Of(column)!, bounds[0], bounds[1])
            .ToColumn(evaluator.Budget, evaluator.Workers, column.Count);
    }

    private static bool IsBounded(ElementType elements) => elements.Type is
        RayType.I32 or RayType.I64 or RayType.F64 or RayType.Date or RayType.Time;

    private static Value Fill(Evaluator evaluator, Value replacement, Value values)
    {
        if (values.Table is not null || values.Dict is not null)
            return values;
        var (many, others) = (values.Column, replacement.Column);
        if (many is null && others is null)
            return values.IsNull ? replacement : values;
        if (many is not null && others is not null && many.Count != others.Count)
            throw Fault.Length($"binary op: operand lengths must match, got {others.Count} and {many.Count}");

        if (many is not null && many is not ListColumn && others is not ListColumn
            && (many is not Column<float> || evaluator.InQuery)
            && RowExpressions.Of(many) is { } elements
            && (others is null ? RowExpressions.Of(replacement) : RowExpressions.Of(others)) is { } filling
            && Filled(filling, elements) is { } filled)
            return filled.ToColumn(evaluator.Budget, evaluator.Workers, many.Count);

        // Where nothing is to be filled, it does not matter by what other type.
        if (many is { Elements: { IsScalar: true, IsText: false, Type: not RayType.F32 }, HasNulls: false }
            && (others?.Elements ?? replacement.AtomType) != many.Elements)
            return many;
        Budget.RequireStack();
        var count = (many ?? others)!.Count;
        if (count == 0 && !evaluator.InQuery)
            return ElementTypes.I64.Empty;
        evaluator.Budget.Charge(count, ElementTypes.List.Width);
        var items = new Value[count];
        for (var i = 0; i < count; i++)
        {
            items[i] = Fill(
                evaluator,
                others is null ? replacement : others[i],
                many is null ? values : many[i]);
        }

        if (evaluator.InQuery)
            return Collapsing.Collapse(evaluator.Budget, items);
        return many is null && others is not ListColumn && count > 0
            ? Vectors.OfResults(evaluator.Budget, items)
            : new ListColumn(items);
    }

    private static RowExpression? Filled(RowExpression replacement, RowExpression values)
    {
        if (!values.Elements.IsScalar || !replacement.Elements.IsScalar
            || values.Elements.IsText || replacement.Elements.IsText)
            return null;
        return values switch
        {
            RowExpression<short> e => Filled(e, replacement),
            RowExpression<int> e => Filled(e, replacement),
            RowExpression<long> e => Filled(e, replacement),
            RowExpression<float> e => Filled(e, replacement),
            RowExpression<double> e => Filled(e, replacement),
            _ => values,
        };
    }

    private static FillExpression<T> Filled<T>(RowExpression<T> values, RowExpression replacement)
        where T : unmanaged, System.Numerics.INumber<T> =>
        new(values, Conversions.To(replacement, values.Elements));
}
