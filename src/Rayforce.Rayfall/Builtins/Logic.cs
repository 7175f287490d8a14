using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Expressions;
using Rayforce.Rayfall.Kernels;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins;

/// <summary>Truth, element by element.</summary>
internal static class Logic
{
    public static IEnumerable<Builtin> All =>
    [
        new(RayType.Unary, "not", "Whether it does not hold: null and zero do not.")
        {
            Body = static (evaluator, arguments) => Not(evaluator, arguments[0]),
            Rows = static (scope, arguments) => Untrue(arguments[0])
                ?? throw Fault.Type($"not: expects a numeric argument, got {arguments[0].Elements.VectorName}"),
        },
        new(RayType.Unary, "nil?", "Whether it is null.")
        {
            Traits = BuiltinTraits.TakesNull,
            Body = static (evaluator, arguments) => IsNull(evaluator, arguments[0]),
            Rows = static (scope, arguments) => Nulls(arguments[0]),
        },
    ];

    /// <summary>
    /// Whether a value decides alone, whatever comes behind it: a single value that does not hold ends <c>and</c>, one
    /// that does ends <c>or</c>.
    /// </summary>
    public static bool Decides(bool isAnd, Value value) =>
        (value.IsAtom || value.IsUntypedNull || value.Function is not null) && Truth.Of(value) != isAnd;

    /// <summary>What <c>and</c> or <c>or</c> make of what is behind them so far and the next value.</summary>
    public static Value Combine(Evaluator evaluator, bool isAnd, Value left, Value right)
    {
        var (l, r) = (left.Column, right.Column);
        if (l is null && r is null)
        {
            return Value.Bool(isAnd
                ? Truth.Of(left) && Truth.Of(right)
                : Truth.Of(left) || Truth.Of(right));
        }

        if (l is not null && r is not null && l.Count != r.Count)
        {
            throw Fault.Length(
                $"{(isAnd ? "and" : "or")}: operand lengths must match, got {l.Count} and {r.Count}");
        }

        var count = (l ?? r)!.Count;
        return l is ListColumn || r is ListColumn
            ? OfLists(evaluator, isAnd, left, right, count)
            : new LogicExpression(isAnd, True(left), True(right)).ToColumn(evaluator.Budget, evaluator.Workers, count);
    }

    /// <summary>The row expression of whether numbers are neither null nor zero; nothing for other types.</summary>
    public static RowExpression<byte>? True(RowExpression operand) => operand.Elements switch
    {
        { Type: RayType.B8 } => (RowExpression<byte>)operand,
        { IsScalar: true, IsText: false } => Compare(operand, isTrue: true),
        { Type: RayType.Guid } => new NullExpression(operand, isNegated: true),
        _ => null,
    };

    /// <summary>What <c>and</c> or <c>or</c> make of values that are all there.</summary>
    public static Value Combine(Evaluator evaluator, bool isAnd, ReadOnlySpan<Value> arguments)
    {
        if (arguments.Length == 0)
            throw Fault.Arity($"{(isAnd ? "and" : "or")}: expected at least 1 arg, got 0");
        var result = arguments[0];
        foreach (var next in arguments[1..])
        {
            if (Decides(isAnd, result))
                break;
            result = Combine(evaluator, isAnd, result, next);
        }

        return result;
    }

    /// <summary>The row expression of <c>and</c> or <c>or</c>.</summary>
    public static LogicExpression Rows(string name, bool isAnd, ReadOnlySpan<RowExpression> arguments)
    {
        var operands = new RowExpression<byte>[arguments.Length];
        for (var i = 0; i < operands.Length; i++)
        {
            operands[i] = arguments[i] switch
            {
                { Elements.Type: RayType.B8 } truths => (RowExpression<byte>)truths,
                { IsConstant: true } constant => True(constant) ?? Constant(true),
                var other => throw Fault.Type($"{name}: operand must be boolean, got {other.Elements.VectorName}"),
            };
        }

        return new LogicExpression(isAnd, operands);
    }

    private static Column OfLists(Evaluator evaluator, bool isAnd, Value left, Value right, int count)
    {
        Budget.RequireStack();
        evaluator.Budget.Charge(count, ElementTypes.List.Width);
        var items = new Value[count];
        for (var i = 0; i < count; i++)
        {
            var l = left.Column is { } many ? many[i] : left;
            var r = right.Column is { } others ? others[i] : right;
            items[i] = Combine(evaluator, isAnd, l, r);
        }

        return OfTruths(evaluator.Budget, items);
    }

    /// <summary>A vector where all items are single truth values, else a list.</summary>
    private static Column OfTruths(Budget budget, Value[] items)
    {
        foreach (var item in items)
        {
            if (item.Scalar is null)
                return new ListColumn(items);
        }

        return ElementTypes.B8.FromAtoms(budget, items);
    }

    private static Value Not(Evaluator evaluator, Value operand)
    {
        if (operand.Column is not { } column)
            return Value.Bool(!Truth.Of(operand));
        if (column is ListColumn list)
        {
            Budget.RequireStack();
            evaluator.Budget.Charge(list.Count, ElementTypes.List.Width);
            var items = new Value[list.Count];
            for (var i = 0; i < items.Length; i++)
                items[i] = Not(evaluator, list[i]);
            return OfTruths(evaluator.Budget, items);
        }

        // Text and lengths of time count as one value, as in native.
        return column.Elements.Type == RayType.Timespan || Untrue(RowExpressions.Of(column)!) is not { } untrue
            ? Value.False
            : untrue.ToColumn(evaluator.Budget, evaluator.Workers, column.Count);
    }

    private static Value IsNull(Evaluator evaluator, Value operand)
    {
        if (operand.Column is not { } column)
            return Value.Bool(operand.IsNull);
        if (RowExpressions.Of(column) is { } expression)
            return Nulls(expression).ToColumn(evaluator.Budget, evaluator.Workers, column.Count);
        evaluator.Budget.Charge(column.Count);
        var truths = LargeArray.AllocateCleared<byte>(column.Count);
        for (var i = 0; i < truths.Length; i++)
            truths[i] = column.IsNull(i) ? (byte)1 : (byte)0;
        return ElementTypes.B8.Wrap(truths, hasNulls: false);
    }

    private static RowExpression<byte> True(Value operand)
    {
        if (operand.Column is not { } column)
            return Constant(Truth.Of(operand));
        var elements = RowExpressions.Of(column)!;
        return elements.Elements.Type == RayType.Timespan || elements.Elements.IsText
            ? new NullExpression(elements, isNegated: true)
            : True(elements) ?? Constant(true);
    }

    private static RowExpression<byte>? Untrue(RowExpression operand) =>
        operand.Elements is { IsScalar: true, IsText: false } ? Compare(operand, isTrue: false) : null;

    /// <summary>Whether numbers are, or are not, zero or null.</summary>
    private static RowExpression<byte> Compare(RowExpression operand, bool isTrue)
    {
        var relation = isTrue ? Relation.NotEqual : Relation.Equal;
        return operand switch
        {
            RowExpression<byte> e => Compare(e, relation),
            RowExpression<short> e => Compare(e, relation),
            RowExpression<int> e => Compare(e, relation),
            RowExpression<long> e => Compare(e, relation),
            RowExpression<float> e => Compare(e, relation),
            _ => Compare((RowExpression<double>)operand, relation),
        };
    }

    private static RowExpression<byte> Compare<T>(RowExpression<T> operand, Relation relation)
        where T : unmanaged, System.Numerics.INumber<T>
    {
        var zero = new ConstantExpression<T>(operand.Elements, T.Zero);
        var compared = new ComparisonExpression<T, EqualComparison<T>>(
            relation.IsNegated ? "!=" : "==", operand, zero, relation);
        return operand.HasNulls
            ? new LogicExpression(isAnd: relation.IsNegated, compared, new NullExpression(operand, relation.IsNegated))
            : compared;
    }

    private static RowExpression<byte> Nulls(RowExpression operand) =>
        operand.Elements.HasNull ? new NullExpression(operand, isNegated: false) : Constant(false);

    private static ConstantExpression<byte> Constant(bool value) => new(ElementTypes.B8, value ? (byte)1 : (byte)0);
}
