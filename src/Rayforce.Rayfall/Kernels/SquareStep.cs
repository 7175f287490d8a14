using System.Runtime.Intrinsics;

namespace Rayforce.Rayfall.Kernels;

/// <summary>A sum of squared distances from a centre, each added with one rounding.</summary>
internal readonly struct SquareStep(double centre) : ILaneStep
{
    private readonly Vector256<double> _centres = Vector256.Create(centre);

    public double Identity => 0;

    public double Add(double lane, double element)
    {
        var distance = element - _centres[0];
        return Math.FusedMultiplyAdd(distance, distance, lane);
    }

    public Vector256<double> Add(Vector256<double> lanes, Vector256<double> elements)
    {
        var distances = elements - _centres;
        return Vector256.FusedMultiplyAdd(distances, distances, lanes);
    }

    public double Combine(double left, double right) => left + right;

    public Vector256<double> Combine(Vector256<double> left, Vector256<double> right) => left + right;
}
