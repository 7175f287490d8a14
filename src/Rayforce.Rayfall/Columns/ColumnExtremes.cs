using System.Numerics.Tensors;

namespace Rayforce.Rayfall;

/// <summary>The least and the greatest of a column of numbers or temporals, nulls apart.</summary>
internal static class ColumnExtremes
{
    /// <param name="evaluation">The request.</param>
    /// <param name="column">The column.</param>
    /// <param name="sign">Negative for the least, positive for the greatest.</param>
    public static RayObject Find(Evaluation evaluation, RayVector column, int sign)
    {
        if (Atoms.IsDecimal(column.Type))
        {
            var real = double.NaN;
            Columns.EachDouble(evaluation, column, block =>
            {
                // A NaN, the null, is neither less nor greater than anything; only the first value has to get past one.
                foreach (var value in block)
                    real = double.IsNaN(real) || (sign > 0 ? value > real : value < real) ? value : real;
            });
            return double.IsNaN(real) ? Atoms.Null(column.Type)
                : column.Type == RayType.F32 ? new RayAtom<float>((float)real)
                : Atoms.FromDouble(real);
        }

        var whole = long.MinValue;
        Columns.EachInt64(evaluation, column, block =>
        {
            // The sentinel is the least of all, so it is in the way of the least only.
            var found = sign > 0 ? TensorPrimitives.Max(block) : Least(block);
            whole = whole == long.MinValue || (found != long.MinValue && found.CompareTo(whole) == sign)
                ? found
                : whole;
        });
        return whole == long.MinValue ? Atoms.Null(column.Type) : Atoms.FromInt64(column.Type, whole);
    }

    private static long Least(ReadOnlySpan<long> block)
    {
        var least = long.MinValue;
        foreach (var value in block)
            least = value != long.MinValue && (least == long.MinValue || value < least) ? value : least;
        return least;
    }
}
