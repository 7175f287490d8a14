namespace Rayforce.Rayfall.Builtins.Aggregation;

/// <summary>What an aggregate makes of all values of a group.</summary>
internal interface IValuesResult
{
    /// <summary>The result, NaN for null.</summary>
    /// <param name="values">The values without nulls, in order; they may be moved about.</param>
    double Of(Span<double> values);
}
