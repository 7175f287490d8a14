using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Expressions;

/// <summary>Strings by row: which text of a block each row has. What asks all texts may ask the block instead.</summary>
/// <param name="texts">The texts.</param>
/// <param name="rows">Which text each row has, negative for the empty one.</param>
/// <param name="hasNulls">Whether the strings are marked as holding nulls.</param>
internal sealed class TextExpression(TextBlock texts, RowExpression<int> rows, bool hasNulls) : RowExpression
{
    public TextBlock Texts => texts;

    public RowExpression<int> Rows => rows;

    public override ElementType Elements => ElementTypes.String;

    public override bool HasNulls => hasNulls;

    public override bool IsConstant => rows.IsConstant;

    public override string Describe(Symbols symbols) => rows.Describe(symbols);

    public override Column ToColumn(Budget budget, Workers workers, int count) =>
        new TextColumn(texts, ((Column<int>)rows.ToColumn(budget, workers, count)).Memory, hasNulls);

    public override Column ToColumn(Budget budget, Workers workers, ReadOnlyMemory<int> chosen) =>
        new TextColumn(texts, ((Column<int>)rows.ToColumn(budget, workers, chosen)).Memory, hasNulls);
}
