using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Builtins.Aggregation;
using Rayforce.Rayfall.Expressions;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins;

/// <summary>Covariances, correlations, and weighted sums.</summary>
internal static partial class Aggregates
{
    private static IEnumerable<Builtin> Pairs =>
    [
        PairOf("cov", "The covariance of two columns of numbers.", PairResult.Covariance),
        PairOf("scov", "The covariance of two columns of numbers that are a sample.", PairResult.SampleCovariance),
        PairOf("pearson_corr", "The correlation of two columns of numbers, from -1 to 1.", PairResult.Correlation),
        PairOf("wsum", "The sum of the second numbers, each times the first one beside it.", PairResult.WeightedSum),
        PairOf("wavg", "The mean of the second numbers, weighed by the first ones.", PairResult.WeightedMean),
    ];

    private static Builtin PairOf(string name, string summary, PairResult result)
    {
        var aggregate = new PairAggregate(result);
        return new(RayType.Binary, name, summary)
        {
            Aggregate = aggregate,
            Body = (evaluator, arguments) =>
            {
                if (arguments[0].Column is not (not null and not ListColumn and var left)
                    || arguments[1].Column is not (not null and not ListColumn and var right))
                {
                    throw Fault.Type(
                        $"{name} expects two numeric vectors, got {TypeNames.Of(arguments[0], arguments[1])}");
                }

                if (left.Count != right.Count)
                    throw Fault.Length($"{name}: vectors must have the same length, got {left.Count} and {right.Count}");
                if (!left.Elements.IsNumeric || !right.Elements.IsNumeric)
                    throw Fault.Type($"{name} expects numeric vectors, got {TypeNames.Of(arguments[0], arguments[1])}");
                if (left.Count != right.Count)
                {
                    throw Fault.Length(
                        $"{name}: vectors must have equal length, got {left.Count} and {right.Count}");
                }

                return Over(
                    evaluator, aggregate, [RowExpressions.Of(left)!, RowExpressions.Of(right)!], left.Count);
            },
        };
    }
}
