namespace Rayforce.Rayfall.Builtins.Aggregation;

/// <summary>What is asked of pairs of numbers.</summary>
internal enum PairResult
{
    Covariance,
    SampleCovariance,
    Correlation,
    WeightedSum,
    WeightedMean,
}
