using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Expressions;

/// <summary>A comparison of guids.</summary>
internal sealed class GuidOperation(string name, Relation relation) : BinaryOperation
{
    public override ElementType Result => ElementTypes.B8;

    public override Value Apply(Symbols symbols, Value left, Value right) =>
        Value.Bool(relation.Holds(ElementTypes.Guid.Compare(symbols, left, right)));

    public override RowExpression Over(Symbols symbols, RowExpression left, RowExpression right) =>
        new GuidComparison(name, (RowExpression<Guid>)left, (RowExpression<Guid>)right, relation);
}
