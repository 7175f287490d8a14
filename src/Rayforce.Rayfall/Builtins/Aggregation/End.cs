using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins.Aggregation;

/// <summary>The first or last element.</summary>
/// <param name="elements">The type.</param>
/// <param name="last">Whether the last one is asked for.</param>
internal readonly struct End<T>(ElementType<T> elements, bool last) : IFold<T, EndSlot<T>>
    where T : unmanaged
{
    public EndSlot<T> Empty => new() { Element = elements.Null };

    public void Add(ref EndSlot<T> slot, T element)
    {
        if (last || slot.IsSet == 0)
            slot = new EndSlot<T> { Element = element, IsSet = 1 };
    }

    public void Add(ref EndSlot<T> slot, ReadOnlySpan<T> run, bool hasNulls)
    {
        if (!last && slot.IsSet != 0)
            return;
        for (var i = 0; i < run.Length; i++)
        {
            var element = run[last ? run.Length - 1 - i : i];
            if (!hasNulls || !elements.IsNull(element))
            {
                Add(ref slot, element);
                return;
            }
        }
    }

    public void Merge(ref EndSlot<T> slot, in EndSlot<T> later)
    {
        if (later.IsSet != 0)
            Add(ref slot, later.Element);
    }

    public Column Finish(ReadOnlyMemory<EndSlot<T>> memory)
    {
        var slots = memory.Span;
        var ends = new T[slots.Length];
        for (var i = 0; i < ends.Length; i++)
            ends[i] = slots[i].Element;
        return elements.Type == RayType.Symbol ? elements.Wrap(ends, hasNulls: true) : elements.Wrap(ends);
    }
}
