using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Kernels;

/// <summary>The ratio to the element before; null of the first one, of nulls and behind a zero.</summary>
internal struct RatioStep : IStep<double, double>
{
    private double _before;
    private bool _isThere;

    public double Next(double element, bool isNull)
    {
        var ratio = _isThere && !isNull ? Results.Finite(element / _before) : ElementTypes.F64.Null;
        (_before, _isThere) = (element, !isNull);
        return ratio;
    }
}
