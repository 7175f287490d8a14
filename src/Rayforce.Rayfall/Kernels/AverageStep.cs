namespace Rayforce.Rayfall.Kernels;

/// <summary>The average so far, null before the first element that is none.</summary>
internal struct AverageStep : IStep<double, double>
{
    private SumStep<double> _sum;
    private long _count;

    public double Next(double element, bool isNull)
    {
        _count += isNull ? 0 : 1;
        return Results.Finite(_sum.Next(element, isNull) / _count);
    }
}
