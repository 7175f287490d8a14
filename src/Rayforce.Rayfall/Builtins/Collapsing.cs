using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins;

/// <summary>Values one by one as a column: a vector where they are atoms of one type, otherwise a list.</summary>
internal static class Collapsing
{
    public static Column Collapse(Budget budget, Value[] items)
    {
        if (CommonType(items) is { } type)
            return type.FromAtoms(budget, items);
        return items.Length == 0 ? ListColumn.Empty : new ListColumn(items);
    }

    /// <summary>
    /// The type of values that are all atoms of one; nothing for those of F32, which native leaves in a list.
    /// </summary>
    private static ElementType? CommonType(ReadOnlySpan<Value> items)
    {
        if (items.IsEmpty || !items[0].IsAtom || items[0].Type == RayType.F32)
            return null;
        var type = items[0].Type;
        foreach (var item in items)
        {
            if (!item.IsAtom || item.Type != type)
                return null;
        }

        return ElementTypes.Find(type);
    }
}
