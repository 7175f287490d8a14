using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Expressions;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins.Aggregation;

/// <summary>
/// The state of an aggregate over pairs of numbers; pairs with a null do not count. Where a product is added with one
/// rounding and where with two is as in native, down to the last bit.
/// </summary>
internal sealed class PairState(RowScope scope, PairResult result) : AggregateState
{
    private readonly GrowingArray<PairSlot> _slots = new(scope.Budget);

    // Whether rows were added without groups, to group 0.
    private bool _isWhole;

    public override int Groups => _slots.Count;

    public override void Grow(int groups) => _slots.Grow(groups);

    public override void Add(ReadOnlySpan<RowExpression> arguments, in Block block, ReadOnlySpan<int> groups)
    {
        var left = DoubleRows.Read(arguments[0], block);
        var right = DoubleRows.Read(arguments[1], block);
        for (var i = 0; i < left.Length; i++)
            Add(ref _slots[groups[i]], left[i], right[i], isProductFused: true, areSquaresFused: false);
    }

    public override void Add(ReadOnlySpan<RowExpression> arguments, in Block block)
    {
        _isWhole = true;
        var left = DoubleRows.Read(arguments[0], block);
        var right = DoubleRows.Read(arguments[1], block);
        for (var i = 0; i < left.Length; i++)
            Add(ref _slots[0], left[i], right[i], isProductFused: !scope.InQuery, areSquaresFused: true);
    }

    public override void Merge(AggregateState later, ReadOnlySpan<int> groups)
    {
        var other = (PairState)later;
        _isWhole |= other._isWhole;
        var slots = other._slots.Span;
        for (var i = 0; i < slots.Length; i++)
        {
            ref var slot = ref _slots[groups[i]];
            slot.Left += slots[i].Left;
            slot.Right += slots[i].Right;
            slot.Products += slots[i].Products;
            slot.LeftSquares += slots[i].LeftSquares;
            slot.RightSquares += slots[i].RightSquares;
            slot.Count += slots[i].Count;
        }
    }

    public override Column Finish()
    {
        scope.Budget.Charge(_slots.Count, sizeof(double));
        var results = LargeArray.AllocateCleared<double>(_slots.Count);
        for (var i = 0; i < results.Length; i++)
            results[i] = Finish(_slots[i]);
        return FloatResults.Wrap(results);
    }

    public override void SaveTo(StateWriter writer)
    {
        writer.Write<PairSlot>(_slots.Span);
        writer.Write<byte>([_isWhole ? (byte)1 : (byte)0]);
    }

    public override void LoadFrom(ref StateReader reader)
    {
        reader.Read(_slots);
        _isWhole = reader.Column() is Column<byte> { Count: 1 } flag ? flag.Span[0] != 0 : throw StateReader.Damaged;
    }

    private static void Add(
        ref PairSlot slot, double left, double right, bool isProductFused, bool areSquaresFused)
    {
        if (double.IsNaN(left) || double.IsNaN(right))
            return;
        slot.Left += left;
        slot.Right += right;
        slot.Products = isProductFused ? Math.FusedMultiplyAdd(left, right, slot.Products) : slot.Products + left * right;
        if (areSquaresFused)
        {
            slot.LeftSquares = Math.FusedMultiplyAdd(left, left, slot.LeftSquares);
            slot.RightSquares = Math.FusedMultiplyAdd(right, right, slot.RightSquares);
        }
        else
        {
            slot.LeftSquares += left * left;
            slot.RightSquares += right * right;
        }

        slot.Count++;
    }

    private double Finish(in PairSlot slot)
    {
        var count = (double)slot.Count;
        switch (result)
        {
            case PairResult.WeightedSum:
                return slot.Products;
            case PairResult.WeightedMean:
                return slot.Left == 0 ? double.NaN : slot.Products / slot.Left;
            case PairResult.Correlation:
                var products = Math.FusedMultiplyAdd(count, slot.Products, -(slot.Left * slot.Right));
                var squares = Squares(count, slot.LeftSquares, slot.Left) * Squares(count, slot.RightSquares, slot.Right);
                return squares > 0 ? products / Math.Sqrt(squares) : double.NaN;
            default:
                var divisor = result == PairResult.SampleCovariance ? count - 1 : count;
                return divisor <= 0 ? double.NaN : (slot.Products - slot.Left * slot.Right / count) / divisor;
        }
    }

    private double Squares(double count, double squares, double sum) => _isWhole && !scope.InQuery
        ? Math.FusedMultiplyAdd(-sum, sum, count * squares)
        : Math.FusedMultiplyAdd(count, squares, -(sum * sum));
}
