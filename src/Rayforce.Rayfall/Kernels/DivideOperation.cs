using System.Numerics;

namespace Rayforce.Rayfall.Kernels;

/// <summary>The quotient. Division by zero is not finite, and so null.</summary>
internal readonly struct DivideOperation : IArithmetic<double>
{
    public static double Invoke(double left, double right) => left / right;

    public static Vector<double> Invoke(Vector<double> left, Vector<double> right) => left / right;
}
