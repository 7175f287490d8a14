using System.Runtime.Intrinsics;

namespace Rayforce.Rayfall.Kernels;

/// <summary>What a reduction in lanes does with an element, and with the results of two lanes.</summary>
internal interface ILaneStep
{
    /// <summary>What a lane holds before the first element.</summary>
    double Identity { get; }

    double Add(double lane, double element);

    Vector256<double> Add(Vector256<double> lanes, Vector256<double> elements);

    double Combine(double left, double right);

    Vector256<double> Combine(Vector256<double> left, Vector256<double> right);
}
