namespace Rayforce.Rayfall.Kernels;

/// <summary>The power; a null has none.</summary>
internal readonly struct PowerOperation : IArithmetic<double>
{
    public static bool HasVectorForm => false;

    public static bool MarksNulls => false;

    public static double Invoke(double left, double right) =>
        double.IsNaN(left) || double.IsNaN(right) ? double.NaN : Math.Pow(left, right);
}
