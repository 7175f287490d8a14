using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Builtins.Aggregation;
using Rayforce.Rayfall.Expressions;
using Rayforce.Rayfall.Kernels;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins;

/// <summary>Medians, quantiles, variances and deviations.</summary>
internal static partial class Aggregates
{
    private static IEnumerable<Builtin> Spreads =>
    [
        new(RayType.Unary, "med", "The median of the numbers or moments.")
        {
            Body = (evaluator, arguments) =>
                Value.Float64(default(Median).Of(OwnDoubles(evaluator, "med", arguments[0]))),
            Aggregate = new TypedAggregate("med", Moments, AggregateStates.Median),
        },
        new(RayType.Unary, "median", "The median of the numbers or moments.")
        {
            Body = (evaluator, arguments) =>
                Value.Float64(default(Median).Of(OwnDoubles(evaluator, "med", arguments[0]))),
            Aggregate = new TypedAggregate("med", Moments, AggregateStates.Median),
            Traits = BuiltinTraits.QueryOnly,
        },
        QuantileOf("quantile", "The value at a fraction from 0 to 1 of the way through the numbers in order.", 1),
        QuantileOf("percentile", "The value at a percentage of the way through the numbers in order.", 100),
        DeviationOf("dev", "The standard deviation of the numbers.", isSample: false, isRoot: true),
        DeviationOf("dev_pop", "The standard deviation of the numbers.", isSample: false, isRoot: true),
        DeviationOf("stddev_pop", "The standard deviation of the numbers.", isSample: false, isRoot: true),
        DeviationOf("stddev", "The standard deviation of a sample.", isSample: true, isRoot: true),
        DeviationOf("var", "The variance of a sample.", isSample: true, isRoot: false),
        DeviationOf("var_pop", "The variance of the numbers.", isSample: false, isRoot: false),
    ];

    private static Builtin DeviationOf(string name, string summary, bool isSample, bool isRoot) =>
        new(RayType.Unary, name, summary)
        {
            Body = (evaluator, arguments) => Value.Float64(
                new Deviation(isSample, isRoot).Of(Doubles(evaluator, "var/stddev", arguments[0]))),
            Aggregate = new TypedAggregate(
                name,
                Moments,
                (scope, arguments) =>
                    AggregateStates.Deviation(scope, arguments[0].Elements, isSample, isRoot)) { IsAddedInParts = true },
        };

    private static Builtin QuantileOf(string name, string summary, int whole) =>
        new(RayType.Binary, name, summary)
        {
            Body = (evaluator, arguments) =>
            {
                var fraction = Fraction(name, arguments[1], whole);
                return Value.Float64(new Quantile(fraction).Of(OwnDoubles(evaluator, name, arguments[0])));
            },
            Aggregate = new TypedAggregate(
                name,
                Moments,
                (scope, arguments) =>
                {
                    var fraction = arguments[1].IsConstant
                        ? arguments[1].ToColumn(scope.Budget, Workers.One, 1)[0]
                        : Value.Null;
                    return new ValuesState<Quantile>(scope, new Quantile(Fraction(name, fraction, whole)));
                },
                arity: 2),
        };

    private static double Fraction(string name, Value value, int whole)
    {
        if (value.AtomType is not { IsNumeric: true })
            throw Fault.Type($"{name}: probability must be a numeric atom");
        if (value.IsNull)
            throw Fault.Domain($"{name}: probability must be non-null");
        var fraction = ToDouble(value) / whole;
        if (fraction is < 0 or > 1)
            throw Fault.Domain($"{name}: probability out of range");
        return fraction;
    }

    /// <summary>The numbers or moments of a vector, list or atom that are no nulls.</summary>
    private static ReadOnlySpan<double> Doubles(Evaluator evaluator, string name, Value value) =>
        value.Column is Column<double> { HasNulls: false } column ? column.Span : OwnDoubles(evaluator, name, value);

    /// <summary>The same, to be moved about.</summary>
    private static Span<double> OwnDoubles(Evaluator evaluator, string name, Value value)
    {
        var column = value switch
        {
            { List: { } list } => Numbers(evaluator, name, list, takesNull: name != "var/stddev"),
            { Column: { } vector } => vector,
            { Dict: not null } or { Table: not null } =>
                throw Fault.Type($"{name} expects a numeric atom, vector, or list, got {TypeNames.Of(value)}"),
            { IsNull: true } => ElementTypes.F64.Empty,
            { AtomType.IsNumeric: true } => ElementTypes.F64.Wrap(new[] { ToDouble(value) }, hasNulls: false),
            _ => throw Fault.Type($"{name} expects a numeric atom, got {TypeNames.Of(value)}"),
        };
        if (column.Count == 0)
            return [];
        if (!Moments.Admit(column.Elements))
            throw Fault.Type($"expects a numeric or temporal vector, got {column.Elements.VectorName}");

        evaluator.Budget.Charge(column.Count, sizeof(double));
        var values = LargeArray.Allocate<double>(column.Count);
        var rows = RowExpressions.Of(column)!;
        evaluator.Workers.Scan(values.Length, (_, start, length) =>
        {
            evaluator.Budget.Check();
            using var scratch = Scratch.Take();
            for (var end = start + length; start < end; start += Block.Size)
            {
                scratch.Reset();
                var block = new Block(scratch, start, Math.Min(Block.Size, end - start));
                DoubleRows.Read(rows, block).CopyTo(values.AsSpan(start));
            }
        });
        return column.HasNulls ? values.AsSpan(0, FloatReductions.DropNulls(values)) : values;
    }
}
