using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins.Aggregation;

/// <summary>The first or last symbol in the order of their texts.</summary>
/// <param name="symbols">The symbols of the request.</param>
/// <param name="sign">Below zero for the first, above it for the last.</param>
internal readonly struct SymbolExtreme(Symbols symbols, int sign) : IFold<int, int>
{
    public int Empty => SymbolTable.Empty;

    public void Add(ref int slot, int element)
    {
        if (slot == SymbolTable.Empty || sign * symbols.Compare(element, slot) > 0)
            slot = element;
    }

    public void Add(ref int slot, ReadOnlySpan<int> run, bool hasNulls)
    {
        foreach (var element in run)
        {
            if (element != slot)
                Merge(ref slot, element);
        }
    }

    public void Merge(ref int slot, in int later)
    {
        if (later != SymbolTable.Empty)
            Add(ref slot, later);
    }

    public Column Finish(ReadOnlyMemory<int> slots) => ElementTypes.Symbol.Wrap(slots, hasNulls: true);
}
