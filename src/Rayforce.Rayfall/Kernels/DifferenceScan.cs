using System.Numerics;
using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Kernels;

/// <summary>The differences of neighbours: I64, or F64 of floats. The first one is always null.</summary>
internal readonly struct DifferenceScan(Budget budget) : INumericScan
{
    public Column Integers<T>(Column<T> column)
        where T : unmanaged, IBinaryInteger<T>
    {
        var step = new DifferenceStep<long>(ElementTypes.I64.Null);
        var results = Scans.Step<T, long, long, DifferenceStep<long>>(budget, column, step);
        return ElementTypes.I64.Wrap(results, hasNulls: results.Length > 0);
    }

    public Column Floats<T>(Column<T> column)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var step = new DifferenceStep<double>(ElementTypes.F64.Null);
        var results = Scans.Step<T, double, double, DifferenceStep<double>>(budget, column, step);
        return ElementTypes.F64.Wrap(results, hasNulls: results.Length > 0);
    }
}
