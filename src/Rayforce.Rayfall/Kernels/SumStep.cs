using System.Runtime.Intrinsics;

namespace Rayforce.Rayfall.Kernels;

/// <summary>A sum.</summary>
internal readonly struct SumStep : ILaneStep
{
    public double Identity => 0;

    public double Add(double lane, double element) => lane + element;

    public Vector256<double> Add(Vector256<double> lanes, Vector256<double> elements) => lanes + elements;

    public double Combine(double left, double right) => left + right;

    public Vector256<double> Combine(Vector256<double> left, Vector256<double> right) => left + right;
}
