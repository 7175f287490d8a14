using System.Numerics;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Kernels;

/// <summary>What is computed along a column of numbers, of whichever type they are.</summary>
internal interface INumericScan
{
    /// <summary>Runs along a column of integers, of moments or of lengths of time.</summary>
    Column Integers<T>(Column<T> column)
        where T : unmanaged, IBinaryInteger<T>;

    /// <summary>Runs along a column of floats.</summary>
    Column Floats<T>(Column<T> column)
        where T : unmanaged, IFloatingPointIeee754<T>;
}
