using Rayforce.Rayfall.Kernels;

namespace Rayforce.Rayfall.Builtins.Aggregation;

/// <summary>The value at a fraction of the way through the values in order, between two of them on the line.</summary>
internal readonly struct Quantile(double fraction) : IValuesResult
{
    public double Of(Span<double> values)
    {
        if (values.IsEmpty)
            return double.NaN;
        var position = fraction * (values.Length - 1);
        var index = (int)position;
        var (low, high) = Selection.At(values, index);
        return Math.FusedMultiplyAdd(position - index, high - low, low);
    }
}
