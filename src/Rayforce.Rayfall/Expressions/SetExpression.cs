using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Expressions;

/// <summary>
/// A column that stands beside the rows as a whole: what their elements are looked for in. It has no element for a row,
/// so that only an operation that knows it may ask it.
/// </summary>
internal sealed class SetExpression(Column set) : RowExpression
{
    public Column Set => set;

    public override ElementType Elements => set.Elements;

    public override bool HasNulls => set.HasNulls;

    public override bool IsConstant => true;

    public override string Describe(Symbols symbols) => $"{set.Count} values";

    public override Column ToColumn(Budget budget, Workers workers, int count) =>
        throw new NotSupportedException("A set has no element for a row.");

    public override Column ToColumn(Budget budget, Workers workers, ReadOnlyMemory<int> rows) =>
        throw new NotSupportedException("A set has no element for a row.");
}
