using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Expressions;

namespace Rayforce.Rayfall.Builtins.Aggregation;

/// <summary>An aggregate of two columns of numbers.</summary>
internal sealed class PairAggregate(PairResult result) : Aggregate
{
    public override int Arity => 2;

    public override AggregateState Start(RowScope scope, ReadOnlySpan<RowExpression> arguments)
    {
        if (!arguments[0].Elements.IsNumeric)
        {
            throw Fault.Type(
                $"select: aggregation does not admit input type {arguments[0].Elements.VectorName}");
        }

        if (!arguments[1].Elements.IsNumeric)
        {
            throw Fault.Type(
                $"select: binary aggregation does not admit second input type {arguments[1].Elements.VectorName}");
        }

        return new PairState(scope, result);
    }
}
