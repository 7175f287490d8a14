using System.Numerics;
using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Kernels;

/// <summary>The moving minimum or maximum: of the column's type, F64 of floats.</summary>
internal readonly struct ExtremeWindowScan(Budget budget, int size, bool greatest) : INumericScan
{
    public Column Integers<T>(Column<T> column)
        where T : unmanaged, IBinaryInteger<T>
    {
        var window = new ExtremeWindow<T>(budget, size, column.Elements.Null, greatest);
        var results = Scans.Window<T, T, T, ExtremeWindow<T>>(budget, column, size, window);
        return column.Elements.Wrap(results, column.HasNulls && column.Elements.ContainsNull(results));
    }

    public Column Floats<T>(Column<T> column)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var window = new ExtremeWindow<double>(budget, size, ElementTypes.F64.Null, greatest);
        return ElementTypes.F64.Wrap(
            Scans.Window<T, double, double, ExtremeWindow<double>>(budget, column, size, window));
    }
}
