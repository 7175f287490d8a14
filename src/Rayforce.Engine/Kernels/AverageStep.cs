namespace Rayforce.Rayfall.Kernels;

/// <summary>The average so far, null before the first element that is none.</summary>
internal struct AverageStep : IStep<double, double>
{
    private double _sum;
    private long _count;

    public double Next(double element, bool isNull)
    {
        if (!isNull)
        {
            _sum += element;
            _count++;
        }

        return Results.Finite(_sum / _count);
    }
}
