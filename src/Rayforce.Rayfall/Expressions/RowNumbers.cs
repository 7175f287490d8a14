using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Expressions;

/// <summary>The number of each row.</summary>
internal sealed class RowNumbers : RowExpression<int>
{
    public static RowNumbers Instance { get; } = new();

    public override ElementType<int> Elements => ElementTypes.I32;

    public override bool HasNulls => false;

    public override string Describe(Symbols symbols) => "row";

    public override void Write(in Block block, Span<int> target)
    {
        if (block.IsChosen)
        {
            block.Rows.CopyTo(target);
            return;
        }

        for (var i = 0; i < target.Length; i++)
            target[i] = block.Start + i;
    }
}
