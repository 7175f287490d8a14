using System.Numerics;
using Rayforce.Rayfall.Kernels;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins.Aggregation;

/// <summary>The sum of integers, I64; of lengths of time, their own type. It wraps.</summary>
internal readonly struct IntegerSum<T>(ElementType<T> elements) : IFold<T, long>
    where T : unmanaged, IBinaryInteger<T>
{
    public long Empty => 0;

    public void Add(ref long slot, T element) => slot += long.CreateTruncating(element);

    public void Add(ref long slot, ReadOnlySpan<T> run, bool hasNulls) =>
        slot += hasNulls ? IntegerReductions.Sum(run, elements.Null) : IntegerReductions.Sum(run);

    public void Merge(ref long slot, in long later) => slot += later;

    public Column Finish(ReadOnlyMemory<long> memory)
    {
        var slots = memory.Span;
        if (elements.Type == RayType.Time)
        {
            var times = new int[slots.Length];
            for (var i = 0; i < times.Length; i++)
                times[i] = (int)slots[i];
            return ElementTypes.Time.Wrap(times);
        }

        return (elements.Type == RayType.Timespan ? ElementTypes.Timespan : ElementTypes.I64).Wrap(memory);
    }
}
