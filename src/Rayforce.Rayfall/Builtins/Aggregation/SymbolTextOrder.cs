using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins.Aggregation;

/// <summary>The order of symbols by their texts, from the last where <paramref name="descends"/>.</summary>
internal readonly struct SymbolTextOrder(Symbols symbols, bool descends) : IValueOrder<int>
{
    public bool Precedes(int left, int right) =>
        descends ? symbols.Compare(left, right) > 0 : symbols.Compare(left, right) < 0;
}
