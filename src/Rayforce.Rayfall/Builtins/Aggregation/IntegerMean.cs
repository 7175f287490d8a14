using System.Numerics;
using System.Runtime.InteropServices;
using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Kernels;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins.Aggregation;

/// <summary>The mean of integers or moments: their exact sum divided.</summary>
internal readonly struct IntegerMean<T>(ElementType<T> elements) : IFold<T, IntegerMeanSlot>
    where T : unmanaged, IBinaryInteger<T>
{
    public IntegerMeanSlot Empty => default;

    public void Add(ref IntegerMeanSlot slot, T element)
    {
        var number = long.CreateTruncating(element);
        if (typeof(T) == typeof(long))
        {
            slot.High += number >> 32;
            slot.Low += (uint)number;
        }
        else
        {
            slot.Low += number;
        }

        slot.Count++;
    }

    public void Add(ref IntegerMeanSlot slot, ReadOnlySpan<T> run, bool hasNulls)
    {
        var nulls = hasNulls ? run.Length - IntegerReductions.CountNotNull(run, elements.Null) : 0;
        slot.Count += run.Length - nulls;
        if (typeof(T) == typeof(long))
        {
            // Each null adds the upper half of the least number, and zero.
            var (high, low) = IntegerReductions.Halves(MemoryMarshal.Cast<T, long>(run));
            slot.High += high - nulls * (long.MinValue >> 32);
            slot.Low += low;
        }
        else
        {
            slot.Low += hasNulls ? IntegerReductions.Sum(run, elements.Null) : IntegerReductions.Sum(run);
        }
    }

    public void Merge(ref IntegerMeanSlot slot, in IntegerMeanSlot later)
    {
        slot.High += later.High;
        slot.Low += later.Low;
        slot.Count += later.Count;
    }

    public Column Finish(ReadOnlyMemory<IntegerMeanSlot> memory)
    {
        var slots = memory.Span;
        var means = LargeArray.AllocateCleared<double>(slots.Length);
        for (var i = 0; i < means.Length; i++)
            means[i] = (double)(((Int128)slots[i].High << 32) + slots[i].Low) / slots[i].Count;
        return FloatResults.Wrap(means);
    }
}
