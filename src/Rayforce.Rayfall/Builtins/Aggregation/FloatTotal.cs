using Rayforce.Rayfall.Expressions;
using Rayforce.Rayfall.Kernels;

namespace Rayforce.Rayfall.Builtins.Aggregation;

/// <summary>
/// The sum of the floats of one group, added in native's order: which depends on whether there may be nulls, whether a
/// condition has chosen the rows, whether they are F32, and whether it stands in a query.
/// </summary>
internal struct FloatTotal(RowScope scope, bool isSingle)
{
    private LaneReduction<SumStep> _lanes = new(default, inTurn: isSingle);
    private PairedSum _pairs;
    private MeanSlot _inOrder;
    private long _count;

    /// <summary>What has been added so far.</summary>
    public readonly MeanSlot Slot =>
        new() { Sum = _lanes.Result + _pairs.Result + _inOrder.Sum, Count = _count + _inOrder.Count };

    public void Add(RowExpression argument, in Block block)
    {
        var values = DoubleRows.Read(argument, block);
        if (argument.HasNulls || scope.OfChosenRows || (scope.InQuery && isSingle))
        {
            default(FloatMean).Add(ref _inOrder, values, hasNulls: true);
            return;
        }

        _count += values.Length;
        if (scope.InQuery)
            _pairs.Add(values);
        else
            _lanes.Add(values);
    }
}
