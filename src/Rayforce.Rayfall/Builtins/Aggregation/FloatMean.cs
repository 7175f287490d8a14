using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins.Aggregation;

/// <summary>The mean of floats.</summary>
internal readonly struct FloatMean : IFold<double, MeanSlot>
{
    public MeanSlot Empty => default;

    public void Add(ref MeanSlot slot, double element)
    {
        slot.Sum += element;
        slot.Count++;
    }

    public void Add(ref MeanSlot slot, ReadOnlySpan<double> run, bool hasNulls)
    {
        var (total, count) = (slot.Sum, slot.Count);
        foreach (var element in run)
        {
            var isNull = double.IsNaN(element);
            total += isNull ? 0 : element;
            count += isNull ? 0 : 1;
        }

        (slot.Sum, slot.Count) = (total, count);
    }

    public void Merge(ref MeanSlot slot, in MeanSlot later)
    {
        slot.Sum += later.Sum;
        slot.Count += later.Count;
    }

    public Column Finish(ReadOnlyMemory<MeanSlot> memory)
    {
        var slots = memory.Span;
        // Without a row 0 / 0, the null.
        var means = LargeArray.AllocateCleared<double>(slots.Length);
        for (var i = 0; i < means.Length; i++)
            means[i] = slots[i].Sum / slots[i].Count;
        return FloatResults.Wrap(means);
    }
}
