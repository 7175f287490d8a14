using Rayforce.Rayfall.Bounds;

namespace Rayforce.Rayfall.Types;

/// <summary>What stands for the elements of a list: values of any kind.</summary>
internal sealed class ListType() : ElementType(RayType.List, "list", 16, ElementTraits.NoScalar)
{
    public override Value NullAtom => Value.Null;

    public override Column Empty => ListColumn.Empty;

    public override bool IsNull(long bits) => false;

    public override Column FromAtoms(Budget budget, ReadOnlySpan<Value> atoms)
    {
        budget.Charge(atoms.Length, Width);
        return new ListColumn(atoms.ToArray());
    }

    public override Column Repeat(Budget budget, Value atom, int count)
    {
        budget.Charge(count, Width);
        var items = new Value[count];
        Array.Fill(items, atom);
        return new ListColumn(items);
    }

    public override Column Concat(Budget budget, ReadOnlySpan<Column> parts)
    {
        var count = 0;
        foreach (var part in parts)
            count = checked(count + part.Count);
        budget.Charge(count, Width);
        var items = new Value[count];
        var end = 0;
        foreach (var part in parts)
        {
            for (var i = 0; i < part.Count; i++)
                items[end++] = part[i];
        }

        return new ListColumn(items);
    }

    public override int Compare(Symbols symbols, Value left, Value right) =>
        throw new NotSupportedException("Lists are compared item by item.");
}
