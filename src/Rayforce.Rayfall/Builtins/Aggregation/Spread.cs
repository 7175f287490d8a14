using System.Numerics;
using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins.Aggregation;

/// <summary>
/// The variance or deviation as a query has it: of groups measured from each group's first element, of a whole column
/// from zero.
/// </summary>
/// <param name="elements">The type.</param>
/// <param name="isSample">Whether it is a sample's, divided by one less than the count.</param>
/// <param name="isRoot">Whether the root is asked for: the deviation.</param>
internal readonly struct Spread<T>(ElementType<T> elements, bool isSample, bool isRoot) : IFold<T, SpreadSlot<T>>
    where T : unmanaged, INumber<T>
{
    public SpreadSlot<T> Empty => default;

    public void Add(ref SpreadSlot<T> slot, T element)
    {
        if (slot.Count++ == 0)
            (slot.Origin, slot.HasOrigin) = (element, 1);
        var distance = Distance(element, slot.Origin);
        slot.Sum += distance;
        slot.Squares += distance * distance;
    }

    public void Add(ref SpreadSlot<T> slot, ReadOnlySpan<T> run, bool hasNulls)
    {
        var (sum, squares, count) = (slot.Sum, slot.Squares, slot.Count);
        foreach (var element in run)
        {
            if (hasNulls && elements.IsNull(element))
                continue;
            var number = double.CreateTruncating(element);
            sum += number;
            squares = Math.FusedMultiplyAdd(number, number, squares);
            count++;
        }

        (slot.Sum, slot.Squares, slot.Count) = (sum, squares, count);
    }

    public void Merge(ref SpreadSlot<T> slot, in SpreadSlot<T> later)
    {
        if (later.Count == 0)
            return;
        if (slot.Count == 0)
        {
            slot = later;
            return;
        }

        // Both from zero, or the later distances moved to the origin of the earlier ones.
        var move = slot.HasOrigin == 0 ? 0 : Distance(later.Origin, slot.Origin);
        slot.Squares += later.Squares + 2 * move * later.Sum + later.Count * move * move;
        slot.Sum += later.Sum + later.Count * move;
        slot.Count += later.Count;
    }

    public Column Finish(ReadOnlyMemory<SpreadSlot<T>> memory)
    {
        var slots = memory.Span;
        var results = LargeArray.AllocateCleared<double>(slots.Length);
        for (var i = 0; i < results.Length; i++)
            results[i] = Finish(slots[i]);
        return FloatResults.Wrap(results);
    }

    // Of integers exactly: two moments are far from zero and close to each other.
    private static double Distance(T element, T origin) => typeof(T) == typeof(double)
        ? double.CreateTruncating(element - origin)
        : unchecked(long.CreateTruncating(element) - long.CreateTruncating(origin));

    private double Finish(in SpreadSlot<T> slot)
    {
        var count = (double)slot.Count;
        if (count == 0 || (isSample && count == 1))
            return double.NaN;
        double variance;
        if (slot.HasOrigin == 0)
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
