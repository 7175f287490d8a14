using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins.Aggregation;

/// <summary>The first or last guid in the order of their bytes.</summary>
/// <param name="sign">Below zero for the first, above it for the last.</param>
internal readonly struct GuidExtreme(int sign) : IFold<Guid, Guid>
{
    public Guid Empty => Guid.Empty;

    public void Add(ref Guid slot, Guid element)
    {
        if (slot == Guid.Empty || sign * GuidType.Compare(element, slot) > 0)
            slot = element;
    }

    public void Add(ref Guid slot, ReadOnlySpan<Guid> run, bool hasNulls)
    {
        foreach (var element in run)
            Merge(ref slot, element);
    }

    public void Merge(ref Guid slot, in Guid later)
    {
        if (later != Guid.Empty)
            Add(ref slot, later);
    }

    public Column Finish(ReadOnlyMemory<Guid> slots) => ElementTypes.Guid.Wrap(slots);
}
