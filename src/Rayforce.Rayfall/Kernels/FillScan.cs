using System.Numerics;
using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Kernels;

/// <summary>The column with each null replaced by the element before it.</summary>
internal readonly struct FillScan(Budget budget) : INumericScan
{
    public Column Integers<T>(Column<T> column)
        where T : unmanaged, IBinaryInteger<T> => Fill(column);

    public Column Floats<T>(Column<T> column)
        where T : unmanaged, IFloatingPointIeee754<T> => Fill(column);

    private Column<T> Fill<T>(Column<T> column)
        where T : unmanaged, INumberBase<T>
    {
        var step = new FillStep<T>(column.Elements.Null);
        var results = Scans.Step<T, T, T, FillStep<T>>(budget, column, step);

        // Nulls are left where nothing is before them.
        return column.Elements.Wrap(results, results.Length > 0 && column.Elements.IsNull(results[0]));
    }
}
