using System.Numerics;

namespace Rayforce.Rayfall;

/// <summary>
/// Comparison of columns block by block. Everything fixed-width is compared as 64-bit integers: doubles become integers
/// of the same order, with the null first, so that one kernel does for all types and needs no rule for nulls.
/// </summary>
internal static class ColumnComparison
{
    /// <summary>The column of the answers; nothing where the types cannot be compared as columns.</summary>
    public static RayVector<bool>? Apply<TOperator>(Evaluation evaluation, RayObject left, RayObject right, int count)
        where TOperator : IComparisonOperator
    {
        var (l, r) = (left.Type, right.Type);
        if (l == r && l is RayType.Symbol or RayType.String)
            return Texts<TOperator>(evaluation, left, right, count);
        var scales = (Left: 1L, Right: 1L);
        if (Atoms.IsTemporal(l) && Atoms.IsTemporal(r))
            scales = l == r ? scales : (Moments.Unit(l), Moments.Unit(r));
        else if (!Atoms.IsNumeric(l) || !Atoms.IsNumeric(r))
            return null;

        // Whole numbers are compared as such; beside a decimal they are decimals themselves.
        var decimals = Atoms.IsDecimal(l) || Atoms.IsDecimal(r);
        var result = new bool[count];
        Span<long> leftScratch = stackalloc long[Blocks.Size];
        Span<long> rightScratch = stackalloc long[Blocks.Size];
        for (var start = 0; start < count; start += Blocks.Size)
        {
            evaluation.Budget.Check();
            var length = Math.Min(Blocks.Size, count - start);
            Compare<TOperator>(
                Read(left, start, leftScratch[..length], scales.Left, decimals),
                Read(right, start, rightScratch[..length], scales.Right, decimals),
                result.AsSpan(start, length));
        }

        return RayVector<bool>.Wrap(result);
    }

    /// <summary>An integer of the same order: NaN first, and one zero only.</summary>
    public static long ToOrdered(double value)
    {
        if (double.IsNaN(value))
            return long.MinValue;
        var bits = BitConverter.DoubleToInt64Bits(value + 0.0);
        return bits < 0 ? long.MinValue - bits : bits;
    }

    private static ReadOnlySpan<long> Read(RayObject operand, int start, Span<long> scratch, long scale, bool decimals)
    {
        if (decimals)
        {
            Span<double> block = stackalloc double[scratch.Length];
            var values = Blocks.Double(operand, start, block);
            for (var i = 0; i < values.Length; i++)
                scratch[i] = ToOrdered(values[i]);
            return scratch;
        }

        var whole = Blocks.Int64(operand, start, scratch);
        if (scale == 1)
            return whole;
        for (var i = 0; i < whole.Length; i++)
            scratch[i] = whole[i] == long.MinValue ? long.MinValue : whole[i] * scale;
        return scratch;
    }

    private static void Compare<TOperator>(ReadOnlySpan<long> left, ReadOnlySpan<long> right, Span<bool> result)
        where TOperator : IComparisonOperator
    {
        var width = Vector<long>.Count;
        var i = 0;
        for (; i <= result.Length - width; i += width)
        {
            var l = new Vector<long>(left.Slice(i, width));
            var r = new Vector<long>(right.Slice(i, width));
            var holds = TOperator.Holds(l, r);
            for (var j = 0; j < width; j++)
                result[i + j] = holds[j] != 0;
        }

        for (; i < result.Length; i++)
            result[i] = TOperator.Holds(left[i].CompareTo(right[i]));
    }

    private static RayVector<bool> Texts<TOperator>(Evaluation evaluation, RayObject left, RayObject right, int count)
        where TOperator : IComparisonOperator
    {
        var result = new bool[count];
        for (var i = 0; i < count; i++)
        {
            if (i % Blocks.Size == 0)
                evaluation.Budget.Check();
            result[i] = TOperator.Holds(Text(left, i).SequenceCompareTo(Text(right, i)));
        }

        return RayVector<bool>.Wrap(result);
    }

    private static ReadOnlySpan<byte> Text(RayObject operand, int index) =>
        operand is RayTextVector texts ? texts.GetUtf8(index) : Vectors.Utf8(operand);
}
