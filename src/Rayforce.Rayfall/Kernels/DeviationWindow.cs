namespace Rayforce.Rayfall.Kernels;

/// <summary>The standard deviation over a window.</summary>
internal struct DeviationWindow : IWindow<double, double>
{
    private VarianceWindow _variance;

    public readonly double Result => Math.Sqrt(_variance.Result);

    public void Enter(double element, bool isNull) => _variance.Enter(element, isNull);

    public void Leave(double element, bool isNull) => _variance.Leave(element, isNull);
}
