using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins.Aggregation;

/// <summary>The first or last symbol that is no null.</summary>
internal readonly struct SymbolEnd(bool last) : IFold<int, int>
{
    public int Empty => SymbolTable.Empty;

    public void Add(ref int slot, int element)
    {
        if (last || slot == SymbolTable.Empty)
            slot = element;
    }

    public void Add(ref int slot, ReadOnlySpan<int> run, bool hasNulls)
    {
        foreach (var element in run)
            Merge(ref slot, element);
    }

    public void Merge(ref int slot, in int later)
    {
        if (later != SymbolTable.Empty)
            Add(ref slot, later);
    }

    public Column Finish(ReadOnlyMemory<int> slots) => ElementTypes.Symbol.Wrap(slots, hasNulls: true);
}
