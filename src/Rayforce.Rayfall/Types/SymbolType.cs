namespace Rayforce.Rayfall.Types;

/// <summary>The descriptor of symbols, which are numbers here and are ordered by their names.</summary>
internal sealed class SymbolType(RayType type, string name)
    : ElementType<int>(type, name, SymbolTable.Empty, ElementTraits.Text)
{
    public override int Compare(Symbols symbols, Value left, Value right) =>
        symbols.Compare(left.SymbolId, right.SymbolId);

    /// <summary>
    /// An element that is taken out of a vector, or computed, is a name again, as in native: evaluated as code it is
    /// looked up, and it travels unquoted.
    /// </summary>
    public override Value ToValue(int element) => Value.Name(element);
}
