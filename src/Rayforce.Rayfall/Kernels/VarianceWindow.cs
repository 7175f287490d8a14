namespace Rayforce.Rayfall.Kernels;

/// <summary>The variance over a window, null where all of it is: the average square less the square of the average.</summary>
internal struct VarianceWindow : IWindow<double, double>
{
    private AverageWindow _average;
    private AverageWindow _squares;

    public readonly double Result
    {
        get
        {
            var average = _average.Result;
            var variance = _squares.Result - average * average;
            return variance < 0 ? 0 : Results.Finite(variance);
        }
    }

    public void Enter(double element, bool isNull)
    {
        _average.Enter(element, isNull);
        _squares.Enter(element * element, isNull);
    }

    public void Leave(double element, bool isNull)
    {
        _average.Leave(element, isNull);
        _squares.Leave(element * element, isNull);
    }
}
