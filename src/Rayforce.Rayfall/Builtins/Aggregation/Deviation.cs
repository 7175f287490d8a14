using Rayforce.Rayfall.Kernels;

namespace Rayforce.Rayfall.Builtins.Aggregation;

/// <summary>The variance or deviation as it is outside of queries: around the mean.</summary>
/// <param name="isSample">Whether it is a sample's, divided by one less than the count.</param>
/// <param name="isRoot">Whether the root is asked for: the deviation.</param>
internal readonly struct Deviation(bool isSample, bool isRoot) : IValuesResult
{
    public double Of(Span<double> values) => Of((ReadOnlySpan<double>)values);

    public double Of(ReadOnlySpan<double> values)
    {
        var divisor = isSample ? values.Length - 1 : values.Length;
        if (divisor <= 0)
            return double.NaN;
        var variance = FloatReductions.SquaredDeviations(values) / divisor;
        return isRoot ? Math.Sqrt(variance) : variance;
    }
}
