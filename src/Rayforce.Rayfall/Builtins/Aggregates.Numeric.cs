using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Builtins.Aggregation;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins;

/// <summary>Sums, products, means, counts, and whether any or all are true.</summary>
internal static partial class Aggregates
{
    private static readonly Aggregate SumOf = new TypedAggregate(
        "sum", AggregateTypes.Numbers | AggregateTypes.Durations, AggregateStates.Sum) { IsAddedInParts = true };

    private static readonly Aggregate ProductOf =
        new TypedAggregate("prod", AggregateTypes.Numbers, AggregateStates.Product);

    private static readonly Aggregate MeanOf =
        new TypedAggregate("avg", Moments, AggregateStates.Mean) { IsAddedInParts = true };

    private static readonly Aggregate CountOf = new TypedAggregate("count", AggregateTypes.All, AggregateStates.Count);

    private static readonly Aggregate AllOf = new TypedAggregate("all", AggregateTypes.Numbers, AggregateStates.All);

    private static readonly Aggregate AnyOf = new TypedAggregate("any", AggregateTypes.Numbers, AggregateStates.Any);

    private static IEnumerable<Builtin> Numeric =>
    [
        new(RayType.Unary, "sum", "The sum of the numbers or lengths of time.")
        {
            Body = (evaluator, arguments) => Total(evaluator, SumOf, "sum", arguments[0]),
            Aggregate = SumOf,
            Fused = (evaluator, inner, arguments) =>
                SumBesideConstant(evaluator, inner, arguments) ?? OverResults(evaluator, SumOf, inner, arguments),
        },
        new(RayType.Unary, "prod", "The product of the numbers.")
        {
            Body = (evaluator, arguments) => Total(evaluator, ProductOf, "prod", arguments[0]),
            Aggregate = ProductOf,
        },
        new(RayType.Unary, "avg", "The mean of the numbers or moments.")
        {
            Body = (evaluator, arguments) => Mean(evaluator, arguments[0]),
            Aggregate = MeanOf,
            Fused = (evaluator, inner, arguments) => OverResults(evaluator, MeanOf, inner, arguments),
        },
        new(RayType.Unary, "count", "How many elements, rows, pairs or characters there are.")
        {
            Body = (_, arguments) => Value.Int64(Count(arguments[0])),
            Aggregate = CountOf,
            Fused = CountDistinct,
        },
        new(RayType.Unary, "all", "Whether all numbers are true, which nulls are.")
        {
            Body = (evaluator, arguments) => Whether(evaluator, AllOf, "all", arguments[0]),
            Aggregate = AllOf,
        },
        new(RayType.Unary, "any", "Whether any number is true, which nulls are not.")
        {
            Body = (evaluator, arguments) => Whether(evaluator, AnyOf, "any", arguments[0]),
            Aggregate = AnyOf,
        },
    ];

    /// <summary>How many elements, rows, pairs or bytes there are.</summary>
    public static long Count(Value value) => value switch
    {
        { Column: { } column } => column.Count,
        { Text: { } text } => text.Utf8.Length,
        { Table: { } table } => table.RowCount,
        { Dict: { } dict } => dict.Count,
        _ => 1,
    };

    /// <summary>
    /// The sum of a column with a constant added to each element: that of the column, of which a request may ask many,
    /// and the constant so many times. Of short integers alone, which do not overflow.
    /// </summary>
    private static Value? SumBesideConstant(Evaluator evaluator, Builtin operation, ReadOnlySpan<Value> arguments)
    {
        if (evaluator.InQuery || operation.Name != "+" || !operation.Is(BuiltinTraits.ByRow)
            || arguments[0].Column is not { HasNulls: false, Count: > 0, Elements.Type: RayType.I16 or RayType.I32 } column
            || arguments[1] is not { Type: RayType.I64, IsAtom: true, IsNull: false } constant)
            return default(Value?);
        if (!evaluator.Sums.TryGetValue(column, out var sum))
            evaluator.Sums.Add(column, sum = Over(evaluator, SumOf, column).Bits);
        return Value.Int64(unchecked(sum + constant.Bits * column.Count));
    }

    private static Value? CountDistinct(Evaluator evaluator, Builtin inner, ReadOnlySpan<Value> arguments)
    {
        if (inner.Name != "distinct" || arguments[0].Column is not { Count: > 0 } column)
            return null;
        var marked = column is Column<int> { Elements.Type: RayType.Symbol } ids
            ? Kernels.SymbolMarks.Count(evaluator.Budget, evaluator.Workers, evaluator.Symbols, ids.Memory)
            : null;
        return Value.Int64(marked ?? Kernels.Grouping.Of(evaluator.Budget, evaluator.Workers, column).Count);
    }

    // A sum or product.
    private static Value Total(Evaluator evaluator, Aggregate aggregate, string name, Value value) => value switch
    {
        { List: { } list } => Over(evaluator, aggregate, Numbers(evaluator, name, list)),
        { Column: { } column } => Over(evaluator, aggregate, column),
        { Dict: not null } or { Table: not null } =>
            throw Fault.Type($"{name} expects a numeric vector, atom, or list, got {TypeNames.Of(value)}"),
        { Type: RayType.U8 or RayType.I16 } when name == "sum" => Value.Int64(value.Bits),
        _ => value,
    };

    private static Value Mean(Evaluator evaluator, Value value) => value switch
    {
        { List: { Count: 0 } } => throw Fault.Domain("avg: empty list has no average"),
        { List: { } list } => Over(evaluator, MeanOf, Numbers(evaluator, "avg", list)),
        { Column: { } column } => Over(evaluator, MeanOf, column),
        { Dict: not null } or { Table: not null } =>
            throw Fault.Type($"avg expects a numeric vector, atom, or list, got {TypeNames.Of(value)}"),
        { IsNull: true } => ElementTypes.F64.NullAtom,
        { AtomType.IsNumeric: true } or { Type: RayType.Timespan } => Value.Float64(ToDouble(value)),
        _ => value,
    };

    private static Value Whether(Evaluator evaluator, Aggregate aggregate, string name, Value value) => value switch
    {
        { List: { } list } => Over(evaluator, aggregate, Numbers(evaluator, name, list)),
        { Column: { } column } => Over(evaluator, aggregate, column),
        { Dict: not null } or { Table: not null } =>
            throw Fault.Type($"{name} expects a numeric vector, got {TypeNames.Of(value)}"),
        { AtomType.IsNumeric: true } => Value.Bool(value.IsNull ? name == "all" : ToDouble(value) != 0),
        _ => throw Fault.Type($"{name} expects numeric values, got {TypeNames.Of(value)}"),
    };
}
