using System.Numerics;
using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Kernels;

/// <summary>A running function that gives F64 of all numbers.</summary>
internal readonly struct FloatScan<TStep>(Budget budget, TStep step) : INumericScan
    where TStep : struct, IStep<double, double>
{
    public Column Integers<T>(Column<T> column)
        where T : unmanaged, IBinaryInteger<T> =>
        ElementTypes.F64.Wrap(Scans.Step<T, double, double, TStep>(budget, column, step));

    public Column Floats<T>(Column<T> column)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        ElementTypes.F64.Wrap(Scans.Step<T, double, double, TStep>(budget, column, step));
}
