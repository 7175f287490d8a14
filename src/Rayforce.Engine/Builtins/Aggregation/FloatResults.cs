using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins.Aggregation;

/// <summary>Floats that an aggregate gives.</summary>
internal static class FloatResults
{
    /// <summary>A column of them, in which what is not finite is null.</summary>
    public static Column Wrap(ReadOnlySpan<double> results)
    {
        var column = new double[results.Length];
        for (var i = 0; i < column.Length; i++)
            column[i] = double.IsFinite(results[i]) ? results[i] : ElementTypes.F64.Null;
        return ElementTypes.F64.Wrap(column);
    }
}
