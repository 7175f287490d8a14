using Rayforce.Rayfall.Bounds;

namespace Rayforce.Rayfall.Types;

/// <summary>The descriptor of strings. The empty one is the null.</summary>
internal sealed class StringType() : ElementType(
    RayType.String, "str", sizeof(int), ElementTraits.Text | ElementTraits.NoScalar)
{
    private static readonly TextColumn None = new(new TextBlock(default, new int[1], gap: 0), hasNulls: false);

    public override Value NullAtom { get; } = new(new TextAtom(default, isFlaggedNull: true));

    public override Column Empty => None;

    public override bool IsNull(long bits) => false;

    public override Column FromAtoms(Budget budget, ReadOnlySpan<Value> atoms)
    {
        var texts = new TextBlockBuilder(budget, atoms.Length);
        foreach (var atom in atoms)
            texts.Add(atom.Text!.Utf8);
        return texts.ToColumn();
    }

    public override Column Repeat(Budget budget, Value atom, int count)
    {
        var texts = new TextBlockBuilder(budget, 1);
        texts.Add(atom.Text!.Utf8);
        budget.Charge(count, sizeof(int));
        return new TextColumn(texts.ToBlock(), new int[count], count > 0 && texts.HasNulls);
    }

    public override Column Concat(Budget budget, ReadOnlySpan<Column> parts)
    {
        var count = 0;
        foreach (var part in parts)
            count = checked(count + part.Count);
        var texts = new TextBlockBuilder(budget, count);
        var hasNulls = false;
        foreach (var part in parts)
        {
            hasNulls |= part.HasNulls;
            var column = (TextColumn)part;
            for (var i = 0; i < column.Count; i++)
            {
                if (i % Budget.BlockSize == 0)
                    budget.Check();
                texts.Add(column.Utf8(i));
            }
        }

        return new TextColumn(texts.ToBlock(), hasNulls);
    }

    public override int Compare(Symbols symbols, Value left, Value right) =>
        left.Text!.Utf8.SequenceCompareTo(right.Text!.Utf8);
}
