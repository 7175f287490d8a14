using Rayforce.Rayfall.Expressions;
using Rayforce.Rayfall.Kernels;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins.Aggregation;

/// <summary>The state of a product of floats; outside queries native multiplies those without nulls in lanes.</summary>
internal sealed class FloatProductState(RowScope scope, bool isSingle)
    : FoldState<Product<double, double>, double, ProductSlot<double>>(
        scope, new(ElementTypes.F64, ElementTypes.F64, scope.InQuery), ElementTypes.F64)
{
    private LaneReduction<ProductStep> _lanes = new(default, inTurn: isSingle);
    private long _count;

    public override void Add(ReadOnlySpan<RowExpression> arguments, in Block block)
    {
        if (Scope.InQuery || arguments[0].HasNulls)
        {
            base.Add(arguments, block);
            return;
        }

        _lanes.Add(Read(arguments[0], block));
        _count += block.Count;
    }

    protected override void Settle()
    {
        if (_count > 0)
        {
            this[0].Product *= _lanes.Result;
            this[0].Count += _count;
        }

        (_lanes, _count) = (new(default, inTurn: isSingle), 0);
    }
}
