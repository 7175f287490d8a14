using System.Numerics;
using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Kernels;

/// <summary>A moving sum: I64 of integers, F64 of floats.</summary>
internal readonly struct TotalWindowScan(Budget budget, int size) : INumericScan
{
    public Column Integers<T>(Column<T> column)
        where T : unmanaged, IBinaryInteger<T>
    {
        var results = Scans.Window<T, long, long, SumWindow<long>>(budget, column, size, default);
        return ElementTypes.I64.Wrap(results, hasNulls: false);
    }

    public Column Floats<T>(Column<T> column)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        ElementTypes.F64.Wrap(Scans.Window<T, double, double, SumWindow<double>>(budget, column, size, default));
}
