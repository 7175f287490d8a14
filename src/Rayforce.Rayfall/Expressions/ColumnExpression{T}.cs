using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Expressions;

/// <summary>A column that is there.</summary>
internal sealed class ColumnExpression<T>(Column<T> column, string name) : RowExpression<T>
    where T : unmanaged
{
    public Column<T> Column => column;

    public override ElementType<T> Elements => column.Elements;

    public override bool HasNulls => column.HasNulls;

    public override bool IsQuick => true;

    public override string Describe(Symbols symbols) => name;

    public override ReadOnlySpan<T> Read(in Block block) =>
        block.IsChosen ? base.Read(block) : column.Span.Slice(block.Start, block.Count);

    public override void Write(in Block block, Span<T> target)
    {
        if (block.IsChosen)
            Column<T>.Gather(column.Span, block.Rows, target, Elements.Null);
        else
            column.Span.Slice(block.Start, block.Count).CopyTo(target);
    }

    public override Column ToColumn(Budget budget, Workers workers, int count) =>
        count == column.Count ? column : column.Slice(0, count);
}
