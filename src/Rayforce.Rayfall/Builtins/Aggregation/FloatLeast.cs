using Rayforce.Rayfall.Kernels;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins.Aggregation;

/// <summary>The least of floats; of zeros of both signs the first.</summary>
internal readonly struct FloatLeast : IFold<double, double>
{
    public double Empty => double.NaN;

    // Turned about, so that the NaN of a group without rows gives way.
    public void Add(ref double slot, double element)
    {
        if (!(slot <= element))
            slot = element;
    }

    public void Add(ref double slot, ReadOnlySpan<double> run, bool hasNulls) =>
        Merge(ref slot, FloatExtremes.Least(run));

    public void Merge(ref double slot, in double later)
    {
        if (!double.IsNaN(later))
            Add(ref slot, later);
    }

    public Column Finish(ReadOnlyMemory<double> slots) => FloatResults.Wrap(slots);
}
