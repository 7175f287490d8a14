using Rayforce.Rayfall.Expressions;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins.Aggregation;

/// <summary>The state of a mean of floats.</summary>
internal sealed class FloatMeanState(RowScope scope, bool isSingle)
    : FoldState<FloatMean, double, MeanSlot>(scope, default, ElementTypes.F64)
{
    private FloatTotal _total = new(scope, isSingle);

    public override void Add(ReadOnlySpan<RowExpression> arguments, in Block block) => _total.Add(arguments[0], block);

    protected override void Settle()
    {
        if (_total.Slot is { Count: > 0 } slot)
            default(FloatMean).Merge(ref this[0], slot);
        _total = new FloatTotal(Scope, isSingle);
    }
}
