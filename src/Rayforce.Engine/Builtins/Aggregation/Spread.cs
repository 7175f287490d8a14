using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins.Aggregation;

/// <summary>
/// The variance or deviation as a query has it: of groups measured from each group's first element, of a whole column
/// from zero.
/// </summary>
/// <param name="isSample">Whether it is a sample's, divided by one less than the count.</param>
/// <param name="isRoot">Whether the root is asked for: the deviation.</param>
internal readonly struct Spread(bool isSample, bool isRoot) : IFold<double, SpreadSlot>
{
    // No origin: a group without rows, or one that is measured from zero.
    public SpreadSlot Empty => new() { Origin = double.NaN };

    public void Add(ref SpreadSlot slot, double element)
    {
        if (slot.Count++ == 0)
            slot.Origin = element;
        var distance = element - slot.Origin;
        slot.Sum += distance;
        slot.Squares += distance * distance;
    }

    public void Add(ref SpreadSlot slot, ReadOnlySpan<double> run, bool hasNulls)
    {
        foreach (var element in run)
        {
            if (double.IsNaN(element))
                continue;
            slot.Sum += element;
            slot.Squares = Math.FusedMultiplyAdd(element, element, slot.Squares);
            slot.Count++;
        }
    }

    public void Merge(ref SpreadSlot slot, in SpreadSlot later)
    {
        if (later.Count == 0)
            return;
        if (slot.Count == 0)
        {
            slot = later;
            return;
        }

        // Both from zero, or the later distances moved to the origin of the earlier ones.
        var move = double.IsNaN(slot.Origin) ? 0 : later.Origin - slot.Origin;
        slot.Squares += later.Squares + 2 * move * later.Sum + later.Count * move * move;
        slot.Sum += later.Sum + later.Count * move;
        slot.Count += later.Count;
    }

    public Column Finish(ReadOnlySpan<SpreadSlot> slots)
    {
        var results = new double[slots.Length];
        for (var i = 0; i < results.Length; i++)
            results[i] = Finish(slots[i]);
        return FloatResults.Wrap(results);
    }

    private double Finish(in SpreadSlot slot)
    {
        var count = (double)slot.Count;
        if (count == 0 || (isSample && count == 1))
            return double.NaN;
        double variance;
        if (double.IsNaN(slot.Origin))
        {
            var mean = slot.Sum / count;
            variance = slot.Squares / count - mean * mean;
        }
        else
        {
            variance = (slot.Squares - slot.Sum * slot.Sum / count) / count;
        }

        variance = Math.Max(variance, 0);
        if (isSample)
            variance = variance * count / (count - 1);
        return isRoot ? Math.Sqrt(variance) : variance;
    }
}
