namespace Rayforce.Rayfall.Kernels;

/// <summary>The average over a window, null where all of it is.</summary>
internal struct AverageWindow : IWindow<double, double>
{
    private SumWindow<double> _sum;
    private CountWindow<double> _count;

    public readonly double Result => Results.Finite(_sum.Result / _count.Result);

    public void Enter(double element, bool isNull)
    {
        _sum.Enter(element, isNull);
        _count.Enter(element, isNull);
    }

    public void Leave(double element, bool isNull)
    {
        _sum.Leave(element, isNull);
        _count.Leave(element, isNull);
    }
}
