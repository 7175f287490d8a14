using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Expressions;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins.Aggregation;

/// <summary>The first so many elements of each group in order, as a vector; nulls are none of them.</summary>
internal sealed class TopAggregate(bool descends) : Aggregate
{
    public override int Arity => 2;

    public override AggregateState Start(RowScope scope, ReadOnlySpan<RowExpression> arguments)
    {
        var most = arguments[1] switch
        {
            ConstantExpression<long> { Elements: var type } constant when type == ElementTypes.I64 => constant.Value,
            ConstantExpression<int> { Elements: var type } constant when type == ElementTypes.I32 => constant.Value,
            ConstantExpression<short> constant => constant.Value,
            _ => throw Fault.Type("top/bot K must be integer literal"),
        };
        if (most < 1)
            throw Fault.Range("top/bot K must be >= 1");
        return AggregateStates.Top(
            scope, arguments[0].Elements, descends, (int)Math.Min(most, Array.MaxLength));
    }
}
