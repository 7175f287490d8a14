using System.Numerics;
using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Kernels;

/// <summary>The running minimum or maximum: of the column's type, F64 of floats.</summary>
internal readonly struct ExtremeScan(Budget budget, bool greatest) : INumericScan
{
    public Column Integers<T>(Column<T> column)
        where T : unmanaged, IBinaryInteger<T>
    {
        var step = new ExtremeStep<T>(column.Elements.Null, greatest);
        var results = Scans.Step<T, T, T, ExtremeStep<T>>(budget, column, step);
        return column.Elements.Wrap(results, column.HasNulls && column.Elements.ContainsNull(results));
    }

    public Column Floats<T>(Column<T> column)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var step = new ExtremeStep<double>(ElementTypes.F64.Null, greatest);
        return ElementTypes.F64.Wrap(Scans.Step<T, double, double, ExtremeStep<double>>(budget, column, step));
    }
}
