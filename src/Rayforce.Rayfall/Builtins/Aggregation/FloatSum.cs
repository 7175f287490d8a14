using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins.Aggregation;

/// <summary>The sum of floats, in the order in which they come.</summary>
internal readonly struct FloatSum : IFold<double, double>
{
    public double Empty => 0;

    public void Add(ref double slot, double element) => slot += element;

    public void Add(ref double slot, ReadOnlySpan<double> run, bool hasNulls)
    {
        var total = slot;
        foreach (var element in run)
            total += double.IsNaN(element) ? 0 : element;
        slot = total;
    }

    public void Merge(ref double slot, in double later) => slot += later;

    public Column Finish(ReadOnlyMemory<double> slots) => FloatResults.Wrap(slots);
}
