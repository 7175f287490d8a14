using Rayforce.Rayfall.Kernels;

namespace Rayforce.Rayfall.Builtins.Aggregation;

/// <summary>The value in the middle, or halfway between the two there.</summary>
internal readonly struct Median : IValuesResult
{
    public double Of(Span<double> values)
    {
        if (values.IsEmpty)
            return double.NaN;
        var (low, high) = Selection.At(values, (values.Length - 1) / 2);
        return values.Length % 2 == 1 ? low : (low + high) / 2;
    }
}
