using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Expressions;

/// <summary>Strings by row: which text of a block each row has. What asks all texts may ask the block instead.</summary>
/// <param name="texts">The texts.</param>
/// <param name="rows">Which text each row has, negative for the empty one.</param>
/// <param name="mark">Whether the strings are marked as holding nulls.</param>
internal sealed class TextExpression(TextBlock texts, RowExpression<int> rows, NullMark mark) : RowExpression
{
    public TextExpression(TextBlock texts, RowExpression<int> rows, bool hasNulls)
        : this(texts, rows, hasNulls ? NullMark.Yes : NullMark.No)
    {
    }

    public TextBlock Texts => texts;

    public RowExpression<int> Rows => rows;

    public override ElementType Elements => ElementTypes.String;

    public override bool HasNulls => mark != NullMark.No;

    public override bool IsConstant => rows.IsConstant;

    public override string Describe(Symbols symbols) => rows.Describe(symbols);

    public override Column ToColumn(Budget budget, Workers workers, int count) =>
        new TextColumn(texts, ((Column<int>)rows.ToColumn(budget, workers, count)).Memory, mark);

    public override Column ToColumn(Budget budget, Workers workers, ReadOnlyMemory<int> chosen) =>
        new TextColumn(texts, ((Column<int>)rows.ToColumn(budget, workers, chosen)).Memory, mark);
}
