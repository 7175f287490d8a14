using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins.Aggregation;

/// <summary>What an aggregate does with the elements of a group, of which it knows a slot: numbers of a fixed size.</summary>
internal interface IFold<TElement, TSlot>
    where TElement : unmanaged
    where TSlot : unmanaged
{
    /// <summary>The slot of a group without rows.</summary>
    TSlot Empty { get; }

    /// <summary>Adds an element that is no null.</summary>
    void Add(ref TSlot slot, TElement element);

    /// <summary>Adds elements of one group; where <paramref name="hasNulls"/>, nulls may be among them.</summary>
    void Add(ref TSlot slot, ReadOnlySpan<TElement> elements, bool hasNulls);

    /// <summary>Adds what another slot knows of later rows.</summary>
    void Merge(ref TSlot slot, in TSlot later);

    /// <summary>The values of groups, from memory that nobody writes to any more.</summary>
    Column Finish(ReadOnlyMemory<TSlot> slots);
}
