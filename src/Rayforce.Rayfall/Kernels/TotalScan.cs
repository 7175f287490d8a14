using System.Numerics;
using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Kernels;

/// <summary>A running function that gives I64 of integers and F64 of floats.</summary>
internal readonly struct TotalScan<TInteger, TFloat>(Budget budget, TInteger integer, TFloat real) : INumericScan
    where TInteger : struct, IStep<long, long>
    where TFloat : struct, IStep<double, double>
{
    public Column Integers<T>(Column<T> column)
        where T : unmanaged, IBinaryInteger<T> =>
        ElementTypes.I64.Wrap(Scans.Step<T, long, long, TInteger>(budget, column, integer), hasNulls: false);

    public Column Floats<T>(Column<T> column)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        ElementTypes.F64.Wrap(Scans.Step<T, double, double, TFloat>(budget, column, real));
}
