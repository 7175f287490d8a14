using System.Numerics;

namespace Rayforce.Rayfall;

/// <summary>Sums of blocks, in which nulls count as zero.</summary>
internal static class ColumnSums
{
    public static long Int64(ReadOnlySpan<long> block)
    {
        var width = Vector<long>.Count;
        var none = new Vector<long>(long.MinValue);
        var totals = Vector<long>.Zero;
        var i = 0;
        for (; i <= block.Length - width; i += width)
        {
            var values = new Vector<long>(block.Slice(i, width));
            totals += Vector.AndNot(values, Vector.Equals(values, none));
        }

        var total = Vector.Sum(totals);
        for (; i < block.Length; i++)
            total += block[i] == long.MinValue ? 0 : block[i];
        return total;
    }

    public static double Double(ReadOnlySpan<double> block)
    {
        // Added in order, as native adds: the last bits of a sum of doubles depend on it.
        var total = 0.0;
        foreach (var value in block)
            total += double.IsNaN(value) ? 0 : value;
        return total;
    }

    public static int CountNulls(ReadOnlySpan<double> block)
    {
        var count = 0;
        foreach (var value in block)
            count += double.IsNaN(value) ? 1 : 0;
        return count;
    }
}
