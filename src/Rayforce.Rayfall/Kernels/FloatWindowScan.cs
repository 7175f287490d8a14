using System.Numerics;
using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Kernels;

/// <summary>A function of a moving window that gives F64 of all numbers.</summary>
internal readonly struct FloatWindowScan<TWindow>(Budget budget, int size) : INumericScan
    where TWindow : struct, IWindow<double, double>
{
    public Column Integers<T>(Column<T> column)
        where T : unmanaged, IBinaryInteger<T> =>
        ElementTypes.F64.Wrap(Scans.Window<T, double, double, TWindow>(budget, column, size, default));

    public Column Floats<T>(Column<T> column)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        ElementTypes.F64.Wrap(Scans.Window<T, double, double, TWindow>(budget, column, size, default));
}
